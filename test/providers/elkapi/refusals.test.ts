import { elkapiOptionsSchema, readElkapiOptions } from '../../../providers/elkapi/options';
import { refusalOfWish } from '../../../providers/elkapi/refusals';
import type { Wish } from '../../../transcription/provider';
import { refusalOf } from '../../support/failure';

describe('what a model would refuse is refused before it is sent, with what to choose', () => {
  test.each<[object, string, string]>([
    [
      { model: 'gpt-4o-transcribe', responseFormat: 'verbose_json' },
      'gpt-4o-transcribe returns JSON or Plain Text only, not Verbose JSON.',
      'Set Response Format to JSON in the options, or Model to whisper-1. Nothing was sent.',
    ],
    [
      { model: 'gpt-4o-transcribe', responseFormat: 'diarized_json' },
      'gpt-4o-transcribe returns JSON or Plain Text only, not Diarized JSON.',
      'Set Response Format to JSON in the options, or Model to gpt-4o-transcribe-diarize. Nothing was sent.',
    ],
    [
      { model: 'gpt-4o-transcribe-diarize', responseFormat: 'srt' },
      'gpt-4o-transcribe-diarize returns Diarized JSON, JSON or Plain Text only, not SRT Subtitles.',
      'Set Response Format to Diarized JSON in the options, or Model to whisper-1. Nothing was sent.',
    ],
    [
      { model: 'gpt-4o-transcribe-diarize', prompt: 'Anna' },
      'gpt-4o-transcribe-diarize takes no prompt.',
      'Remove Prompt from the options, or set Model to whisper-1 or gpt-4o-transcribe. Nothing was sent.',
    ],
  ])('%j', async (options, message, description) => {
    const error = await refusalOf(() => readElkapiOptions(options));
    expect(error).toMatchObject({ code: 'invalidInput', message, description, mayHaveCharged: false });
  });
});

describe('what a model can not give is said before it is paid for', () => {
  test.each<[Wish, object, string, string]>([
    [
      'subtitles',
      { model: 'gpt-4o-mini-transcribe' },
      'Subtitles need timestamps, and gpt-4o-mini-transcribe returns none.',
      'Set Model to whisper-1 or gpt-4o-transcribe-diarize in the options, or remove the subtitles from Subtitle and Text Files and from Subtitles as Text. Nothing was sent.',
    ],
    [
      'subtitles',
      { responseFormat: 'json' },
      'Subtitles need timestamps, and ElkAPI returns none with the Response Format JSON.',
      'Set Response Format to Verbose JSON in the options, or remove the subtitles from Subtitle and Text Files and from Subtitles as Text. Nothing was sent.',
    ],
    [
      'subtitles',
      { model: 'gpt-4o-transcribe-diarize', responseFormat: 'text' },
      'Subtitles need timestamps, and ElkAPI returns none with the Response Format Plain Text.',
      'Set Response Format to Diarized JSON in the options, or remove the subtitles from Subtitle and Text Files and from Subtitles as Text. Nothing was sent.',
    ],
    [
      'translation',
      { model: 'gpt-4o-transcribe-diarize' },
      'gpt-4o-transcribe-diarize does not translate.',
      'Set Model to whisper-1 in the options. Nothing was sent.',
    ],
    [
      'words',
      { model: 'gpt-4o-transcribe' },
      'gpt-4o-transcribe returns no words with timestamps.',
      'To get them, set Model to whisper-1 in the options.',
    ],
    [
      'words',
      { responseFormat: 'srt' },
      'ElkAPI returns no words with the Response Format SRT Subtitles.',
      'To get words with their timestamps, set Response Format to Verbose JSON in the options.',
    ],
  ])('%s with %j', (wish, options, message, description) => {
    const refusal = refusalOfWish(wish, elkapiOptionsSchema.parse(options));
    expect(refusal).toMatchObject({ code: 'invalidInput', message, description });
  });

  test.each<Wish>(['subtitles', 'translation', 'words'])('%s of Whisper, and of unknown models', (wish) => {
    for (const model of ['whisper-1', 'scribe-9']) {
      expect(refusalOfWish(wish, elkapiOptionsSchema.parse({ model }))).toBeUndefined();
    }
  });
});
