import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ApikleyTrigger } from '../../nodes/ApikleyTrigger/ApikleyTrigger.node';
import { Transcribe } from '../../nodes/Transcribe/Transcribe.node';
import { type Emulator, startEmulator } from '../../emulator/emulator';
import { fixtureBytes, fixtureNamed } from '../../emulator/recordings/fixtures';
import { type BinaryMode, type Credentials, type Engine, type InputItem, startEngine } from './engine';

export interface Setting {
  engine: Engine;
  emulator: Emulator;
  close(): Promise<void>;
}

/** The node on n8n's engine, with both services behind it. */
export async function openSetting(binaryMode: BinaryMode): Promise<Setting> {
  const emulator = await startEmulator();
  const engine = await startEngine(nodesUnderTest(), binaryMode, credentialsFor(emulator));
  return {
    engine,
    emulator,
    close: async () => {
      engine.close();
      await emulator.stop();
    },
  };
}

export const nodesUnderTest = () => ({ action: new Transcribe(), trigger: new ApikleyTrigger() });

/** The credentials for this emulator. */
export function credentialsFor({ urls, keys }: Pick<Emulator, 'urls' | 'keys'>): Credentials {
  return {
    apikleyApi: { apiKey: keys.apikley, baseUrl: urls.apikley },
    elkApi: { apiKey: keys.elkapi, baseUrl: urls.elkapi, balanceUrl: urls.balance },
  };
}

/** An item with an audio fixture in its field `data`. */
export function recording(file: string, json: IDataObject = {}): InputItem {
  return {
    json,
    files: { data: { content: fixtureBytes(file), fileName: file, mimeType: fixtureNamed(file).mediaType } },
  };
}

/** Parameters as the editor stores them, with fast polling when waiting. */
export function apikley(parameters: INodeParameters = {}, options: INodeParameters = {}): INodeParameters {
  return {
    provider: 'apikley',
    operation: 'transcribe',
    mode: 'wait',
    audioFrom: 'inputData',
    inputDataFieldName: 'data',
    language: 'auto',
    ...parameters,
    options: { pollIntervalSeconds: 0.2, ...options },
  };
}

export function elkapi(parameters: INodeParameters = {}, options: INodeParameters = {}): INodeParameters {
  return {
    provider: 'elkapi',
    operation: 'transcribe',
    audioFrom: 'inputData',
    inputDataFieldName: 'data',
    language: 'auto',
    ...parameters,
    options,
  };
}
