import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { projectFolder } from '../../playground/paths';
import { evenTable, markedPart, withMarkedPart } from '../support/markedPart';

const stepSchema = z.object({ title: z.string(), actions: z.number().int(), seconds: z.number() });

/** A step of the README's way to a first transcript: how often something is clicked or typed, and how long it takes. */
export type Step = z.infer<typeof stepSchema>;

const recordSchema = z.object({
  n8n: z.string(),
  /** How long npm took to install n8n itself. */
  installSeconds: z.number(),
  steps: z.array(stepSchema),
});

export type FirstTranscript = z.infer<typeof recordSchema>;

const recordFile = path.join(projectFolder, 'docs', 'development', 'first-transcript.json');
const readmeFile = path.join(projectFolder, 'README.md');
const figuresFile = path.join(projectFolder, 'docs', 'development', 'measurements.md');
const part = 'first-transcript';

export function readFirstTranscript(): FirstTranscript {
  return recordSchema.parse(JSON.parse(readFileSync(recordFile, 'utf8')));
}

/** Keeps what was measured, also in the developers' page. */
export function writeFirstTranscript(measured: FirstTranscript): void {
  writeFileSync(recordFile, `${JSON.stringify(measured, undefined, 2)}\n`);
  writeFileSync(
    figuresFile,
    withMarkedPart(readFileSync(figuresFile, 'utf8'), part, firstTranscriptPart(measured)),
  );
}

export const publishedFirstTranscript = (): string => markedPart(readFileSync(figuresFile, 'utf8'), part);

/** The titles of the README's numbered steps, from first to last. */
export function stepsInReadme(): string[] {
  const section =
    /^## The first transcript$([\s\S]*?)^## /m.exec(readFileSync(readmeFile, 'utf8'))?.[1] ?? '';
  return [...section.matchAll(/^\d+\. \*\*(.+?)\*\*/gm)].map(([, title]) => title ?? '');
}

export function firstTranscriptPart({ n8n, installSeconds, steps }: FirstTranscript): string {
  const actions = steps.reduce((sum, step) => sum + step.actions, 0);
  const seconds = steps.reduce((sum, step) => sum + Math.round(step.seconds), 0);
  const table = evenTable(
    ['Step', 'Clicks and fields', 'Seconds'],
    steps.map((step, index) => [
      `${index + 1}. ${step.title}`,
      String(step.actions),
      String(Math.round(step.seconds)),
    ]),
  );
  return [
    `A test follows the README in a browser, from an empty folder, with n8n ${n8n}: ${steps.length} steps, ${actions} clicks and fields, ${seconds} seconds. It types faster than people do, and its stand-in for the service answers at once. Installing n8n itself took ${(installSeconds / 60).toFixed(0)} minutes before that.`,
    table,
  ].join('\n\n');
}
