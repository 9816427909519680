import { readOutputOptions } from '../../../../nodes/shared/output/options';
import { transcriptJson } from '../../../../nodes/shared/output/transcriptJson';
import type { Transcript } from '../../../../transcription/transcript';
import { conversation, textOnly } from './transcripts';

const shown = (transcript: Transcript, collection: Record<string, unknown> = {}, subtitles = {}) =>
  transcriptJson(transcript, readOutputOptions(collection), subtitles, undefined);

const dialogue = 'Speaker 1: Hello, who is there?\n\nSpeaker 2: It is me.';

describe('a simplified transcript', () => {
  const simple = {
    status: 'completed',
    fileName: 'uploaded.mp3',
    text: conversation.text,
    dialogue,
    language: 'en',
    durationSeconds: 4.5,
    segments: [
      {
        start: 0.5,
        end: 1.5,
        text: 'Hello, who is there?',
        speaker: 'speaker_0',
        speakerName: 'Speaker 1',
      },
      { start: 2, end: 3, text: 'It is me.', speaker: 'speaker_1', speakerName: 'Speaker 2' },
    ],
    taskId: 'task_7',
  };

  test('has what most workflows need, the most important first', () => {
    const json = shown(conversation);
    expect(json).toEqual(simple);
    expect(Object.keys(json)).toEqual(Object.keys(simple));
  });

  test('has at most ten fields, including the metadata of a trigger and a warning', () => {
    const all = Object.fromEntries(Object.entries({ ...conversation, subtitles: undefined }));
    expect(Object.keys(all).length).toBeGreaterThan(10);
    expect(Object.keys({ ...shown(conversation), metadata: {}, warning: '' }).length).toBeLessThanOrEqual(10);
  });

  test('omits unknown values instead of leaving fields empty', () => {
    const json = shown(textOnly);
    expect(Object.keys(json)).toEqual(['status', 'text', 'dialogue']);
    const segments = [{ start: 0, end: 1, text: 'Hello there.' }];
    expect(Object.keys(shown({ ...textOnly, segments }).segments ?? {})).toEqual(['0']);
    expect(JSON.stringify(shown({ ...textOnly, segments }).segments)).toBe(JSON.stringify(segments));
  });

  test('has a dialogue even with a single speaker, without a name', () => {
    const alone = shown({ ...conversation, speakers: ['speaker_0'], segments: undefined });
    expect(alone.dialogue).toBe(conversation.text);
  });

  test('has no segments field if there are none', () => {
    expect(shown({ ...conversation, segments: undefined })).not.toHaveProperty('segments');
  });

  test('is named after the recording, by the best name available', () => {
    const named = (recording: string | undefined) =>
      transcriptJson(conversation, readOutputOptions({}), {}, recording).fileName;
    expect(named('Grüße.m4a')).toBe('Grüße.m4a');
    expect(named(undefined)).toBe(conversation.sourceName);
    expect(shown(textOnly)).not.toHaveProperty('fileName');
  });

  test('of a silent recording has an empty text', () => {
    expect(shown({ ...textOnly, text: '' })).toEqual({ status: 'completed', text: '', dialogue: '' });
  });
});

test('a full transcript has everything except words and the raw answer', () => {
  const { words, raw, sourceName, ...whole } = conversation;
  expect(words && raw).toBeDefined();
  expect(shown(conversation, { simplify: false })).toEqual({ ...whole, fileName: sourceName, dialogue });
});

test.each([true, false])('words and the raw answer are included on request (simplified: %s)', (simplify) => {
  const { words, raw } = conversation;
  expect(shown(conversation, { simplify, includeWords: true, includeRaw: true })).toEqual({
    ...shown(conversation, { simplify }),
    words,
    raw,
  });
  expect(shown(conversation, { simplify, includeWords: true })).not.toHaveProperty('raw');
  expect(shown(conversation, { simplify, includeRaw: true })).not.toHaveProperty('words');
});

test.each([true, false])('a compact text is included on request (simplified: %s)', (simplify) => {
  const { compactText, ...rest } = shown(conversation, { simplify, compactText: true });
  expect(rest).toEqual(shown(conversation, { simplify }));
  expect(compactText).toBe(
    'Transcript (language: en; length: 0:04; S1 = Speaker 1, S2 = Speaker 2)\n[0:00] S1: Hello, who is there?\n[0:02] S2: It is me.',
  );
});

describe('subtitles', () => {
  test('are listed with those from the provider, and before them if both are of one format', () => {
    const made = { ...textOnly, subtitles: { srt: 'theirs', vtt: 'theirs' } };
    expect(shown(made).subtitles).toEqual({ srt: 'theirs', vtt: 'theirs' });
    expect(shown(made, {}, { srt: 'ours' }).subtitles).toEqual({ srt: 'ours', vtt: 'theirs' });
  });

  test('that were not requested have no field', () => {
    expect(shown(conversation)).not.toHaveProperty('subtitles');
  });
});

test('without speaker labels no speakers are named', () => {
  expect(shown(conversation, { speakerLabels: false }).dialogue).not.toContain('Speaker');
  expect(shown(conversation, { speakerLabels: false, compactText: true }).compactText).not.toContain('S1');
});

test('sounds appear among the words on request', () => {
  expect(shown(conversation).dialogue).not.toContain('laughter');
  expect(shown(conversation, { showAudioEvents: true }).dialogue).toContain('[laughter]');
});

test('the transcript itself is not changed', () => {
  const before = structuredClone(conversation);
  shown(conversation, { simplify: false, compactText: true, includeWords: true }, { srt: '' });
  expect(conversation).toEqual(before);
});
