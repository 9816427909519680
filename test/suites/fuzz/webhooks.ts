import { Container } from '@n8n/di';
import { Agent, fetch } from 'undici';
import { z } from 'zod';
import { ApikleyTrigger } from '../../../nodes/ApikleyTrigger/ApikleyTrigger.node';
import { Transcribe } from '../../../nodes/Transcribe/Transcribe.node';
import { type Emulator, startEmulator } from '../../../emulator/emulator';
import { type Engine, startEngine } from '../../engine/engine';
import type { Call } from '../../engine/exchange';
import { fixtureBytes, fixtureNamed } from '../../../emulator/recordings/fixtures';

export const webhookHmacSecret = 'webhook-hmac-secret-of-this-account';

/** Both webhooks on n8n's engine, the services behind them, and n8n's log. */
export interface Webhooks {
  engine: Engine;
  emulator: Emulator;
  log: string[];
  /** How often each operation was called, on either service. */
  asked(): Promise<string>;
  /** An ended task and its text. */
  endedTask(): Promise<{ taskId: string; text: string }>;
  close(): Promise<void>;
}

const recording = 'english.mp3';

export async function openWebhooks(): Promise<Webhooks> {
  const emulator = await startEmulator({ rateLimit: null, taskMs: 0 });
  const { urls, keys, control } = emulator;
  const engine = await startEngine(
    { action: new Transcribe(), trigger: new ApikleyTrigger() },
    'filesystem',
    { apikleyApi: { apiKey: keys.apikley, baseUrl: urls.apikley, webhookHmacSecret } },
  );
  const audioUrl = await control.putFile(recording, fixtureBytes(recording), 'audio/mpeg');
  return {
    engine,
    emulator,
    log: await keptLog(),
    asked: async () => JSON.stringify(await control.counts()),
    endedTask: async () => {
      const taskId = await createTask(emulator, audioUrl);
      await control.endTask(taskId);
      return { taskId, text: fixtureNamed(recording).text };
    },
    close: async () => {
      engine.close();
      await emulator.stop();
      await freshConnections.close();
    },
  };
}

/**
 * A connection for each request. Rules that compute for longer than a connection may be idle keep both of its ends from
 * noticing: the server's end closes just when the next request goes out.
 */
const freshConnections = new Agent({ pipelining: 0 });

const createdSchema = z.object({ data: z.object({ taskId: z.string() }) });

async function createTask({ urls, keys }: Emulator, audioUrl: string): Promise<string> {
  const response = await fetch(`${urls.apikley}/api/v1/jobs/createTask`, {
    method: 'POST',
    dispatcher: freshConnections,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${keys.apikley}` },
    body: JSON.stringify({ model: 'elevenlabs/speech-to-text', input: { audio_url: audioUrl } }),
  });
  return createdSchema.parse(await response.json()).data.taskId;
}

/** All levels, because users raise the level when they look for a problem. */
async function keptLog(): Promise<string[]> {
  const { Logger } = await import('@n8n/backend-common');
  const lines: string[] = [];
  const logger = Container.get(Logger);
  for (const level of ['error', 'warn', 'info', 'debug'] as const) {
    jest.spyOn(logger, level).mockImplementation((message: string, metadata?: object) => {
      lines.push(`${message} ${JSON.stringify(metadata ?? {})}`);
    });
  }
  return lines;
}

const anyCall = z.custom<Call>();

/** An incoming request. n8n's types promise more about it than anything checks. */
export const rawCall = (call: { body?: unknown; query?: unknown; headers?: unknown }): Call =>
  anyCall.parse(call);
