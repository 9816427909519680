import { jsonAnswer } from '../http/answer';
import { noBody } from '../http/body';
import type { Route } from '../http/route';
import type { World } from '../world';
import { withKey } from './access';
import type { ResponseFormat } from './form';

/** What a model takes, as the service behind the gateway refuses everything else. */
export interface Model {
  formats: readonly ResponseFormat[];
  prompt: boolean;
  translates: boolean;
  /** The longest recording. */
  maxSeconds?: number;
  /** Whether it takes `chunking_strategy`, and for how long a recording it may be missing. */
  chunking?: { optionalUpToSeconds: number };
}

const whisper: Model = {
  formats: ['json', 'text', 'srt', 'verbose_json', 'vtt'],
  prompt: true,
  translates: true,
};
const textOnly: Model = {
  formats: ['json', 'text'],
  prompt: true,
  translates: false,
  maxSeconds: 1400,
  chunking: { optionalUpToSeconds: Infinity },
};
const diarizing: Model = {
  formats: ['json', 'text', 'diarized_json'],
  prompt: false,
  translates: false,
  maxSeconds: 1400,
  chunking: { optionalUpToSeconds: 30 },
};

/** The models that can transcribe. */
const MODELS: ReadonlyMap<string, Model> = new Map([
  ['whisper-1', whisper],
  ['gpt-4o-transcribe', textOnly],
  ['gpt-4o-mini-transcribe', textOnly],
  ['gpt-4o-mini-transcribe-2025-12-15', textOnly],
  ['gpt-4o-transcribe-diarize', diarizing],
]);

export const modelNamed = (id: string): Model | undefined => MODELS.get(id);

const listed = [...MODELS.keys(), 'gpt-4o-mini', 'text-embedding-3-small'];

export const models = (world: World): Route => ({
  operation: 'models',
  method: 'GET',
  url: '/v1/models',
  read: noBody,
  subject: ({ record }) => ({ path: record.path }),
  handle: withKey(world, () =>
    jsonAnswer(200, {
      object: 'list',
      data: listed.map((id) => ({ id, object: 'model', created: 1_677_532_384, owned_by: 'openai' })),
    }),
  ),
});
