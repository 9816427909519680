import type { RunResult } from '../suites/e2e/run';
import { failureNode, type NodeSpec, type WorkflowSpec } from '../suites/e2e/workflow';
import { apikleyNode, elkapiNode } from '../suites/e2e/transcribeNode';
import type { CredentialLink } from '../suites/e2e/state';
import type { BenchN8n } from './bench';
import { createTask, readTask, waitFor } from './ownNodes';

/** A little longer than Apikley takes, which a real workflow cannot know. */
const waitMs = 1_500;

/** What a user builds to get transcripts. */
export interface AlternativeWay {
  name: string;
  provider: 'apikley' | 'elkapi';
  /** Whether it takes the recording from the item; the others take its URL. */
  takesFiles: boolean;
  workflow(n8n: AlternativesN8n): Pick<WorkflowSpec, 'node' | 'after'>;
  /** The transcript in an output item; undefined if it has none. */
  textOf(json: Record<string, unknown>): unknown;
}

/** An n8n whose credential for its OpenAI node leads to the emulator's ElkAPI. */
export interface AlternativesN8n extends BenchN8n {
  openAi: CredentialLink;
}

/** The node after the last one, by which the way's items are read. */
export const success: NodeSpec = { name: 'Success', type: 'n8n-nodes-base.noOp' };

export const alternativeWays: readonly AlternativeWay[] = [
  {
    name: 'Transcribe with ElkAPI',
    provider: 'elkapi',
    takesFiles: true,
    workflow: (n8n) => ({ node: elkapiNode(n8n) }),
    textOf: ({ text }) => text,
  },
  {
    name: "n8n's OpenAI node at ElkAPI",
    provider: 'elkapi',
    takesFiles: true,
    workflow: ({ openAi }) => ({
      node: {
        type: '@n8n/n8n-nodes-langchain.openAi',
        typeVersion: 2,
        credentials: { openAiApi: openAi },
        parameters: {
          resource: 'audio',
          operation: 'transcribe',
          binaryPropertyName: 'data',
          options: {},
        },
      },
    }),
    textOf: ({ text }) => text,
  },
  {
    name: "n8n's HTTP Request at ElkAPI",
    provider: 'elkapi',
    takesFiles: true,
    workflow: ({ credentials, emulator }) => ({
      node: {
        type: 'n8n-nodes-base.httpRequest',
        typeVersion: 4.2,
        credentials: { elkApi: credentials.elkapi },
        parameters: {
          method: 'POST',
          url: `${emulator.urls.elkapi}/audio/transcriptions`,
          authentication: 'predefinedCredentialType',
          nodeCredentialType: 'elkApi',
          sendBody: true,
          contentType: 'multipart-form-data',
          bodyParameters: {
            parameters: [
              { parameterType: 'formBinaryData', name: 'file', inputDataFieldName: 'data' },
              { name: 'model', value: 'whisper-1' },
            ],
          },
          options: {},
        },
      },
    }),
    textOf: ({ data }) => recordOf(parseJson(data)).text,
  },
  {
    name: 'Transcribe with Apikley',
    provider: 'apikley',
    takesFiles: false,
    workflow: (n8n) => ({
      node: apikleyNode(
        n8n,
        { mode: 'wait', audioFrom: 'url', audioUrl: '={{ $json.url }}' },
        { pollIntervalSeconds: 1 },
      ),
    }),
    textOf: ({ text }) => text,
  },
  {
    name: "n8n's HTTP Request, Wait, HTTP Request at Apikley",
    provider: 'apikley',
    takesFiles: false,
    workflow: (n8n) => ({
      node: createTask(n8n, {}),
      after: [waitFor(waitMs), readTask(n8n), success],
    }),
    textOf: textOfDetails,
  },
];

/** The transcript within Apikley's details of a task: JSON in JSON, which takes a Code node in a real workflow. */
function textOfDetails(json: Record<string, unknown>): unknown {
  const { resultJson } = recordOf(json.data);
  return recordOf(recordOf(parseJson(resultJson)).resultObject).text;
}

/** ElkAPI labels its JSON as text, so HTTP Request leaves it a string. */
const parseJson = (text: unknown): unknown =>
  typeof text === 'string' && text !== '' ? JSON.parse(text) : undefined;

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The transcripts that reached the node after the last one, and the items that took the error output. */
export function outcomeOf(way: AlternativeWay, { runData }: RunResult): { texts: number; failures: number } {
  const into = (node: string) =>
    (runData[node] ?? []).flatMap(({ data }) => data?.main?.[0] ?? []).map(({ json }) => json);
  return {
    texts: into('Success').filter((json) => typeof way.textOf(json) === 'string').length,
    failures: into(failureNode).length,
  };
}
