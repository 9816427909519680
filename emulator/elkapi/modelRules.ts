import type { Facts } from '../facts';
import type { ElkError } from './error';
import type { AudioOperation, AudioRequest, ResponseFormat } from './form';
import type { Model } from './models';

/** What a model objects to in a form, before it has heard the recording. */
export function objectionOf(
  model: Model,
  asked: AudioRequest,
  operation: AudioOperation,
  { elkFormats }: Facts,
): ElkError | undefined {
  if (elkFormats === 'all') return undefined;
  if (operation === 'translations' && !model.translates) {
    return { status: 400, message: `The model ${asked.model} does not support translations`, param: 'model' };
  }
  if (asked.hasPrompt && !model.prompt) {
    return { status: 400, message: `Prompt is not supported for model '${asked.model}'`, param: 'prompt' };
  }
  if (asked.hasChunking && !model.chunking) {
    return invalid(`chunking_strategy is not supported for model '${asked.model}'`, 'chunking_strategy');
  }
  const formats = takenBy(model, elkFormats);
  if (formats.includes(asked.format)) return undefined;
  return {
    status: 400,
    message: `response_format '${asked.format}' is not compatible with model '${asked.model}'. Use ${listOf(formats)} instead.`,
    param: 'response_format',
    code: 'unsupported_value',
  };
}

/** What a model objects to once it knows how long the recording is. */
export function objectionToLength(
  model: Model,
  asked: AudioRequest,
  seconds: number,
  { elkFormats }: Facts,
): ElkError | undefined {
  if (elkFormats === 'all') return undefined;
  const { maxSeconds = Infinity, chunking } = model;
  if (seconds > maxSeconds) {
    const message = `audio duration ${seconds} seconds is longer than ${maxSeconds} seconds which is the maximum for this model`;
    return invalid(message, 'file');
  }
  return chunking && !asked.hasChunking && seconds > chunking.optionalUpToSeconds
    ? invalid('chunking_strategy is required for diarization models', 'chunking_strategy')
    : undefined;
}

function takenBy({ formats }: Model, elkFormats: Facts['elkFormats']): readonly ResponseFormat[] {
  return elkFormats === 'noVerboseJson' ? formats.filter((format) => format !== 'verbose_json') : formats;
}

const invalid = (message: string, param: string): ElkError => ({ status: 400, message, param });

/** "'json', 'text' or 'srt'", as OpenAI writes it. */
function listOf(formats: readonly string[]): string {
  const quoted = formats.map((format) => `'${format}'`);
  return [quoted.slice(0, -1).join(', '), ...quoted.slice(-1)].filter(Boolean).join(' or ');
}
