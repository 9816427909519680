import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { z } from 'zod';
import { systemClock } from '../../../nodes/shared/clock';
import { createHttpClient } from '../../../nodes/shared/httpClient';
import { inputAudioFile } from '../../../nodes/shared/inputAudio';
import { openUrlAudio } from '../../../nodes/shared/urlAudio';
import { uploadAudio } from '../../../providers/apikley/upload';
import type { AudioFile } from '../../../transcription/audio';

/** Ways to upload one large file. The first two are the package's own code, without its checks of the size. */
const ways = { inputData, url, formDataBlob } satisfies Record<
  string,
  (execution: IExecuteFunctions, target: Target) => Promise<void>
>;

const parametersSchema = z.object({ way: z.string(), baseUrl: z.string() });

interface Target {
  baseUrl: string;
  audioUrl: string;
}

export class UploadBench implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Upload Bench',
    name: 'uploadBench',
    group: ['transform'],
    version: 1,
    description: 'Measures one way to upload a file',
    defaults: { name: 'Upload Bench' },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'apikleyApi', required: true }],
    properties: [
      { displayName: 'Way', name: 'way', type: 'string', default: 'inputData' },
      { displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
    ],
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const { way, baseUrl } = parametersSchema.parse(this.getNode().parameters);
    const upload = Object.entries(ways).find(([name]) => name === way)?.[1];
    if (upload === undefined) throw new TypeError(`no such way: ${way}`);
    const measured = await measure(() => upload(this, { baseUrl, audioUrl: `${baseUrl}/audio/large.mp3` }));
    return [[{ json: { way, ...measured }, pairedItem: { item: 0 } }]];
  }
}

async function measure(work: () => Promise<void>): Promise<{ ms: number; growthBytes: number }> {
  collectGarbage();
  const before = process.memoryUsage.rss();
  let peak = before;
  const sample = () => (peak = Math.max(peak, process.memoryUsage.rss()));
  const timer = setInterval(sample, 5);
  const started = performance.now();
  try {
    await work();
    sample();
  } finally {
    clearInterval(timer);
  }
  return { ms: performance.now() - started, growthBytes: peak - before };
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
}

async function inputData(execution: IExecuteFunctions, target: Target): Promise<void> {
  const { file } = await inputAudioFile(execution, 0, 'data');
  await throughPackage(execution, target, file);
}

async function url(execution: IExecuteFunctions, target: Target): Promise<void> {
  const { file } = await openUrlAudio(execution, target.audioUrl, 60_000);
  await throughPackage(execution, target, file);
}

async function throughPackage(
  execution: IExecuteFunctions,
  { baseUrl }: Target,
  file: AudioFile,
): Promise<void> {
  const runtime = {
    http: createHttpClient(execution, 'apikleyApi', 'bench-key'),
    clock: systemClock,
    retry: <T>(operation: () => Promise<T>) => operation(),
    charge: <T>(send: () => Promise<T>) => send(),
    uploadTimeoutMs: 60_000,
  };
  await uploadAudio(runtime, baseUrl, file);
}

/** What transcription nodes usually do. */
async function formDataBlob(execution: IExecuteFunctions, { baseUrl }: Target): Promise<void> {
  const content = await execution.helpers.getBinaryDataBuffer(0, 'data');
  const form = new FormData();
  form.append('uploadPath', 'bench');
  form.append('fileName', 'large.mp3');
  form.append('file', new Blob([new Uint8Array(content)], { type: 'audio/mpeg' }), 'large.mp3');
  await execution.helpers.httpRequestWithAuthentication.call(execution, 'apikleyApi', {
    method: 'POST',
    url: `${baseUrl}/file-upload/api/file-stream-upload`,
    body: form,
  });
}
