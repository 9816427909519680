import { FormData, request } from 'undici';
import { z } from 'zod';
import type { Emulator } from '../../emulator/emulator';

export interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

export const apikleyEnvelope = z.object({
  code: z.number(),
  msg: z.string().optional(),
  message: z.string().optional(),
  data: z.unknown(),
});

export const taskDetails = z.object({
  taskId: z.string(),
  state: z.string(),
  param: z.string(),
  resultJson: z.string(),
  failCode: z.union([z.string(), z.number()]).nullable(),
  failMsg: z.string().nullable(),
  costTime: z.number().nullable(),
  completeTime: z.number().nullable(),
  createTime: z.number(),
});

export const elkFailure = z.object({
  error: z.object({
    message: z.string(),
    type: z.string(),
    param: z.string().nullable(),
    code: z.string().nullable(),
  }),
});

type Entry = readonly [name: string, value: string | { name: string; bytes: Uint8Array; type?: string }];

/** Calls the emulator as a plain client would, with the right key by default. */
export class TestClient {
  constructor(private readonly emulator: Emulator) {}

  async ask(url: string, options: Parameters<typeof request>[1] = {}): Promise<Reply> {
    const answer = await request(url, options);
    return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
  }

  async apikley(path: string, body?: unknown, key = this.emulator.keys.apikley) {
    const reply = await this.ask(this.emulator.urls.apikley + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { ...reply, envelope: apikleyEnvelope.parse(JSON.parse(reply.text)) };
  }

  createTask(change: Record<string, unknown> = {}, input: Record<string, unknown> = {}) {
    return this.apikley('/api/v1/jobs/createTask', {
      model: 'elevenlabs/speech-to-text',
      input: { audio_url: this.audio('english.mp3'), ...input },
      ...change,
    });
  }

  /** Creates a task that is expected to be accepted, and returns its ID. */
  async newTask(change: Record<string, unknown> = {}, input: Record<string, unknown> = {}): Promise<string> {
    const { envelope } = await this.createTask(change, input);
    return z.object({ taskId: z.string() }).parse(envelope.data).taskId;
  }

  recordInfo(taskId: string) {
    return this.apikley(`/api/v1/jobs/recordInfo?taskId=${taskId}`);
  }

  async details(taskId: string) {
    return taskDetails.parse((await this.recordInfo(taskId)).envelope.data);
  }

  /** The result of a task, ended now. */
  async result(taskId: string): Promise<unknown> {
    await this.emulator.control.endTask(taskId);
    return JSON.parse((await this.details(taskId)).resultJson);
  }

  async upload(entries: Entry[]) {
    const reply = await this.ask(`${this.emulator.urls.apikley}/file-upload/api/file-stream-upload`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.emulator.keys.apikley}` },
      body: form(entries),
    });
    return { ...reply, envelope: apikleyEnvelope.parse(JSON.parse(reply.text)) };
  }

  elkapi(operation: 'transcriptions' | 'translations', entries: Entry[], key = this.emulator.keys.elkapi) {
    return this.ask(`${this.emulator.urls.elkapi}/audio/${operation}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: form(entries),
    });
  }

  audio(name: string): string {
    return `${this.emulator.urls.files}/audio/${name}`;
  }
}

function form(entries: Entry[]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) {
    if (typeof value === 'string') data.append(name, value);
    else data.append(name, new Blob([Buffer.from(value.bytes)], { type: value.type ?? '' }), value.name);
  }
  return data;
}
