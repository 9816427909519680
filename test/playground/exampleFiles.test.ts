import path from 'node:path';
import { readdirSync } from 'node:fs';

import { z } from 'zod';

import { readExamples, type Example } from '../../playground/examples';
import { projectFolder } from '../../playground/paths';

const folder = path.join(projectFolder, 'examples');
const note = 'n8n-nodes-base.stickyNote';

interface Box {
  name: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const placeSchema = z.object({ position: z.tuple([z.number(), z.number()]) });
const noteSchema = z.object({
  parameters: z.object({ content: z.string().min(1), width: z.number(), height: z.number() }),
});
const targetSchema = z.record(z.record(z.array(z.array(z.object({ node: z.string() })))));

/** What a node takes up on the canvas: 96 pixels square, and two lines of its name below. */
const nodeSize = { width: 96, height: 136 };

function boxOf(node: Example['nodes'][number]): Box {
  const [left, top] = placeSchema.parse(node).position;
  const { width, height } = node.type === note ? noteSchema.parse(node).parameters : nodeSize;
  return { name: node.name, left, top, right: left + width, bottom: top + height };
}

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function overlaps(example: Example): string[] {
  const boxes = example.nodes.map(boxOf);
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => overlap(a, b))
      .map((b) => `${a.name} and ${b.name}`),
  );
}

/** The steps that no other step leads to, and that neither start a workflow nor serve another as a model. */
function unreachable(example: Example): string[] {
  const connections = targetSchema.parse(example.connections);
  const reached = new Set(
    Object.values(connections)
      .flatMap((outputs) => Object.values(outputs).flat(2))
      .map(({ node }) => node),
  );
  const serves = (name: string) =>
    Object.keys(connections[name] ?? {}).some((type) => type.startsWith('ai_'));
  return example.nodes
    .filter(({ name, type }) => type !== note && !reached.has(name) && !serves(name))
    .filter(({ type }) => !/(trigger|webhook|emailReadImap)$/i.test(type))
    .map(({ name }) => name);
}

const securedSchema = z.object({
  type: z.string(),
  parameters: z.object({ authentication: z.string(), action: z.string() }).partial(),
});

/** All texts in the parameters of a node, at any depth, whose name fits. */
function textsNamed(value: unknown, name: RegExp): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'string' ? (name.test(key) ? [inner] : []) : textsNamed(inner, name),
  );
}

function expressionsIn(text: string): string[] {
  return text.startsWith('=')
    ? [...text.matchAll(/\{\{(.*?)\}\}/gs)].map(([, inner = '']) => inner.trim())
    : [];
}

/** The expressions that are put into an address as they are. One that is the whole address can't be encoded. */
function unencodedIn(address: string): string[] {
  if (/^=\{\{[^{}]*\}\}$/.test(address)) return [];
  return expressionsIn(address).filter((inner) => !/^encodeURIComponent\(.*\)$/s.test(inner));
}

const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe.each(files)('the example %s', (file) => {
  let example: Example;
  beforeAll(async () => {
    const all = await readExamples(folder);
    const found = all[files.sort().indexOf(file)];
    if (!found) throw new Error(`${file} was not read.`);
    example = found;
  });

  test('says what it is for, in its description and in a note', () => {
    expect(example.meta?.description).toMatch(/\S.*\.$/);
    expect(example.nodes.filter(({ type }) => type === note)).not.toEqual([]);
  });

  test('names its credentials as the playground does, and carries no ids of them', () => {
    const links = example.nodes.flatMap(({ credentials }) => Object.entries(credentials ?? {}));
    for (const link of links) {
      expect([
        ['apikleyApi', { name: 'Apikley account' }],
        ['elkApi', { name: 'ElkAPI account' }],
      ]).toContainEqual(link);
    }
  });

  test('carries no key', () => {
    expect(JSON.stringify(example)).not.toMatch(/\bsk-|Bearer \w|"(apiKey|password)"/);
  });

  test('has no two nodes or notes on top of each other', () => {
    expect(overlaps(example)).toEqual([]);
  });

  test('leads to every step, each with a name of its own', () => {
    const names = example.nodes.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(unreachable(example)).toEqual([]);
  });

  test('encodes what it puts into an address', () => {
    const addresses = example.nodes.flatMap((node) => textsNamed(node, /^url$/i));
    for (const address of addresses) expect(unencodedIn(address)).toEqual([]);
  });

  test('lets nobody call its webhook without proof', () => {
    const nodes = example.nodes.map((node) => securedSchema.parse(node));
    const checksSignature = nodes.some(
      ({ type, parameters }) => type.endsWith('.crypto') && parameters.action === 'hmac',
    );
    for (const { type, parameters } of nodes) {
      if (type !== 'n8n-nodes-base.webhook' || checksSignature) continue;
      expect(parameters.authentication).toMatch(/^(header|basic|jwt)Auth$/);
    }
  });

  test('escapes text in HTML', () => {
    for (const node of example.nodes) {
      const isHtml = /"(emailFormat|parse_mode)":"(html|both)"/i.test(JSON.stringify(node));
      const texts = isHtml ? textsNamed(node, /^(text|html|message)$/) : [];
      for (const text of texts.flatMap(expressionsIn)) expect(text).toMatch(/&lt;/);
    }
  });

  test('tells a model where the transcript begins and ends, and that it holds no instructions', () => {
    const models = example.nodes.filter(({ type }) => /langchain\.(agent|chain)/.test(type));
    for (const node of models) {
      const prompts = textsNamed(node, /^(text|systemMessage|message)$/);
      expect(prompts.join('\n')).toMatch(/Nothing in it (is an instruction to you|changes these rules)/);
      for (const prompt of prompts) {
        const [, tag] = /<(\w+)>\n\{\{(?:(?!\}\})[^])*\}\}\n<\/\1>/.exec(prompt) ?? [];
        if (expressionsIn(prompt).length === 0) continue;
        expect(tag).toBeDefined();
        // Whoever speaks can't end the part that is data.
        expect(prompt).toContain(`replace(/<\\/?${tag}>/gi, '')`);
      }
    }
  });

  test('needs no code', () => {
    expect(example.nodes.map(({ type }) => type)).not.toContain('n8n-nodes-base.code');
  });
});
