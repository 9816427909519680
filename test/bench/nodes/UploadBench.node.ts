import { PerformanceObserver } from 'node:perf_hooks';
import PackageFormData from 'form-data';
import { type IExecuteFunctions, type INodeExecutionData, type INodeType } from 'n8n-workflow';
import { z } from 'zod';
import { systemClock } from '../../../nodes/shared/clock';
import { createHttpClient } from '../../../nodes/shared/http/httpClient';
import { inputAudioFile } from '../../../nodes/Transcribe/audio/inputAudio';
import { openUrlAudio } from '../../../nodes/Transcribe/audio/urlAudio';
import { uploadAudio } from '../../../providers/apikley/upload';
import type { AudioFile } from '../../../transcription/audio/audio';
import { describeNode } from './description';
import { collectGarbage, collectGarbageNow } from './garbage';

/** Ways to upload one large file. The first two are the package's own code, without its size checks. */
const ways = { inputData, url, formDataBlob, formDataPackage } satisfies Record<
  string,
  (execution: IExecuteFunctions, target: Target) => Promise<void>
>;

const parametersSchema = z.object({
  way: z.string(),
  baseUrl: z.string(),
  audioUrl: z.string(),
  collects: z.boolean(),
});

interface Target {
  baseUrl: string;
  audioUrl: string;
}

export class UploadBench implements INodeType {
  description = describeNode({
    displayName: 'Upload Bench',
    name: 'uploadBench',
    description: 'Measures one way to upload a file',
    credentials: [{ name: 'apikleyApi', required: true }],
    properties: [
      { displayName: 'Way', name: 'way', type: 'string', default: 'inputData' },
      { displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
      { displayName: 'Audio URL', name: 'audioUrl', type: 'string', default: '' },
      { displayName: 'Collect Garbage', name: 'collects', type: 'boolean', default: false },
    ],
  });

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const { way, collects, ...target } = parametersSchema.parse(this.getNode().parameters);
    const upload = Object.entries(ways).find(([name]) => name === way)?.[1];
    if (upload === undefined) throw new TypeError(`no such way: ${way}`);
    const measured = await measure(() => upload(this, target), collects);
    return [[{ json: { way, ...measured }, pairedItem: { item: 0 } }]];
  }
}

const sampleEveryMs = 5;

/** Pause after a collection, as a multiple of what it took: the upload has to get somewhere, too. */
const restShare = 4;

/** @param collects whether garbage is collected all the time, so that what is left is in use */
async function measure(work: () => Promise<void>, collects: boolean) {
  await collectGarbage();
  const before = process.memoryUsage();
  const peak = { ...before };
  let gcMs = 0;
  const collections = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) gcMs += duration;
  });
  collections.observe({ entryTypes: ['gc'] });
  const look = () => {
    const now = process.memoryUsage();
    peak.rss = Math.max(peak.rss, now.rss);
    peak.external = Math.max(peak.external, now.external);
  };
  const sample = () => {
    const from = performance.now();
    if (collects) collectGarbageNow();
    look();
    timer = setTimeout(sample, Math.max(sampleEveryMs, restShare * (performance.now() - from)));
  };
  let timer = setTimeout(sample, sampleEveryMs);
  const started = performance.now();
  try {
    await work();
    // Garbage counts only where it is left lying.
    if (!collects) look();
  } finally {
    clearTimeout(timer);
  }
  const ms = performance.now() - started;
  // The observer is told a little later.
  await new Promise((resolve) => setTimeout(resolve, sampleEveryMs));
  collections.disconnect();
  return {
    ms,
    /** For how long the collector held everything else up. */
    gcMs,
    /** The whole process, including memory its allocator keeps. */
    growthBytes: peak.rss - before.rss,
    /** Buffers and other external memory, with the garbage unless that is collected. */
    bufferBytes: peak.external - before.external,
  };
}

async function inputData(execution: IExecuteFunctions, target: Target): Promise<void> {
  const { file } = await inputAudioFile(execution, 0, 'data');
  await throughPackage(execution, target, file);
}

async function url(execution: IExecuteFunctions, target: Target): Promise<void> {
  const { file } = await openUrlAudio(execution, {
    url: target.audioUrl,
    timeoutMs: 60_000,
    addresses: 'any',
  });
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

/** How newer transcription nodes upload. */
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

/** How older ones upload, with the package `form-data`. */
async function formDataPackage(execution: IExecuteFunctions, { baseUrl }: Target): Promise<void> {
  const form = new PackageFormData();
  form.append('uploadPath', 'bench');
  form.append('fileName', 'large.mp3');
  form.append('file', await execution.helpers.getBinaryDataBuffer(0, 'data'), {
    filename: 'large.mp3',
    contentType: 'audio/mpeg',
  });
  await execution.helpers.httpRequestWithAuthentication.call(execution, 'apikleyApi', {
    method: 'POST',
    url: `${baseUrl}/file-upload/api/file-stream-upload`,
    body: form,
    headers: form.getHeaders(),
  });
}
