import { fixtureBytes, fixtureNamed } from '../../../emulator/recordings/fixtures';
import type { Harness } from './harness';
import type { InputItem } from './run';
import type { NodeSpec } from './workflow';

type Parameters = Record<string, unknown>;

const type = 'n8n-nodes-transcribe.transcribe';

/** What both providers' nodes have in common, as the editor would store it. */
const shared = {
  operation: 'transcribe',
  audioFrom: 'inputData',
  inputDataFieldName: 'data',
  language: 'auto',
};

/** An Apikley node, with a short poll interval. */
export function apikleyNode(
  { credentials }: Pick<Harness, 'credentials'>,
  parameters: Parameters = {},
  options: Parameters = {},
): NodeSpec {
  return {
    type,
    credentials: { apikleyApi: credentials.apikley },
    parameters: {
      provider: 'apikley',
      mode: 'wait',
      ...shared,
      ...parameters,
      options: { pollIntervalSeconds: 0.3, ...options },
    },
  };
}

export function elkapiNode(
  { credentials }: Pick<Harness, 'credentials'>,
  parameters: Parameters = {},
  options: Parameters = {},
): NodeSpec {
  return {
    type,
    credentials: { elkApi: credentials.elkapi },
    parameters: { provider: 'elkapi', ...shared, ...parameters, options },
  };
}

/** An item with an audio fixture in its field `data`. */
export function recording(file: string, json: Record<string, unknown> = {}): InputItem {
  const { mediaType } = fixtureNamed(file);
  return { json, binary: { data: { bytes: fixtureBytes(file), fileName: file, mimeType: mediaType } } };
}

/** An item with some other file in its field `data`. */
export function upload(fileName: string, bytes: Uint8Array, mimeType = 'audio/mpeg'): InputItem {
  return { binary: { data: { bytes, fileName, mimeType } } };
}

export const textOf = (file: string): string => fixtureNamed(file).text;
