import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { locateResult } from '../../providers/apikley/locate';
import { toTranscript as apikleyTranscript } from '../../providers/apikley/response';
import { taskDetailsSchema } from '../../providers/apikley/wire';
import { elkapiOptionsSchema } from '../../providers/elkapi/options';
import { toTranscript as elkapiTranscript } from '../../providers/elkapi/response';
import type { Transcript } from '../../transcription/transcript';

/** One talk, as each provider tells of it. */
export interface Transcripts {
  apikley: Transcript;
  elkapi: Transcript;
  /** Of an answer without words, as when only segments were asked for. */
  elkapiSegments: Transcript;
}

/** Reads the replies of one language through the providers' own code. */
export function transcriptsOf(directory: string): Transcripts {
  const elkapi = replyIn(directory, 'elkapi');
  return {
    apikley: readApikley(replyIn(directory, 'apikley')),
    elkapi: readElkapi(elkapi),
    elkapiSegments: readElkapi(withoutWords(elkapi)),
  };
}

/** What a listener hears, by the replies alone. */
export interface Heard {
  /** What is said in the recording, without the names of sounds. */
  apikley: string;
  elkapi: string;
  sound: { name: string; start: number; end: number; next: string };
}

const scribeReplySchema = z.object({
  resultObject: z.object({
    words: z.array(z.object({ text: z.string(), type: z.string(), start: z.number(), end: z.number() })),
  }),
});
const whisperReplySchema = z.object({ text: z.string() });

export function heardIn(directory: string): Heard {
  const { words } = scribeReplySchema.parse(JSON.parse(replyIn(directory, 'apikley'))).resultObject;
  const place = words.findIndex(({ type }) => type === 'audio_event');
  const sound = words[place];
  const next = words.slice(place).find(({ type }) => type === 'word');
  if (!sound || !next) throw new Error(`There is no sound among the words of the reply in ${directory}`);
  const said = words.filter(({ type }) => type !== 'audio_event').map(({ text }) => text);
  return {
    apikley: said.join('').replace(/ +/g, ' ').trim(),
    elkapi: whisperReplySchema.parse(JSON.parse(replyIn(directory, 'elkapi'))).text,
    sound: { start: sound.start, end: sound.end, name: sound.text.slice(1, -1), next: next.text },
  };
}

function replyIn(directory: string, provider: string): string {
  return readFileSync(join(directory, `${provider}.json`), 'utf8');
}

function readApikley(resultJson: string): Transcript {
  const details = taskDetailsSchema.parse({
    taskId: 'task_golden',
    model: 'elevenlabs/speech-to-text',
    state: 'success',
    param: JSON.stringify({ input: JSON.stringify({ audio_url: 'https://files.example/call.mp3?sig=1' }) }),
    resultJson,
    createTime: Date.UTC(2026, 10, 20, 9, 0, 0),
    completeTime: Date.UTC(2026, 10, 20, 9, 0, 12),
    creditsConsumed: 1.5,
  });
  const located = locateResult(details.resultJson);
  if (located?.at !== 'here') throw new Error('There is no result in the reply');
  return apikleyTranscript('task_golden', details, located.result, located.raw);
}

function readElkapi(body: string): Transcript {
  return elkapiTranscript(body, elkapiOptionsSchema.parse({ responseFormat: 'verbose_json' }));
}

function withoutWords(body: string): string {
  return JSON.stringify({ ...z.record(z.unknown()).parse(JSON.parse(body)), words: undefined });
}
