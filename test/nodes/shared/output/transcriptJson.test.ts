import { readOutputOptions } from '../../../../nodes/shared/output/options';
import { transcriptJson } from '../../../../nodes/shared/output/transcriptJson';
import type { Transcript } from '../../../../transcription/transcript';
import { conversation, textOnly } from './transcripts';

const shown = (transcript: Transcript, collection: Record<string, unknown> = {}, subtitles = {}) =>
  transcriptJson(transcript, readOutputOptions(collection), subtitles, undefined);

const speakers = [
  { id: 'speaker_0', name: 'Speaker 1', firstWords: 'Hello, who is there?', talkSeconds: 1 },
  { id: 'speaker_1', name: 'Speaker 2', firstWords: 'It is me.', talkSeconds: 1 },
];

const segments = [
  {
    time: '0:00',
    speaker: 'speaker_0',
    speakerName: 'Speaker 1',
    text: 'Hello, who is there?',
    start: 0.5,
    end: 1.5,
  },
  { time: '0:02', speaker: 'speaker_1', speakerName: 'Speaker 2', text: 'It is me.', start: 2, end: 3 },
];

const dialogue = 'Speaker 1: Hello, who is there?\n\nSpeaker 2: It is me.';

test('data keep the speaker that the service heard, a dialogue the one who says the sentence', () => {
  const heard = ['speaker_0', 'speaker_1', 'speaker_0'];
  const said = [
    { start: 0, end: 1, text: 'So we all went' },
    { start: 1, end: 1.2, text: 'to' },
    { start: 1.2, end: 2, text: 'the new shop.' },
  ].map((one, index) => ({ ...one, speaker: heard[index] ?? '' }));
  const json = shown({ ...conversation, segments: said, words: said }, { includeWords: true });
  expect(json.dialogue).toBe('Speaker 1: So we all went to the new shop.');
  expect(json.words).toEqual(said);
  expect(json.segments).toMatchObject(said);
});

describe('a simplified transcript', () => {
  const simple = {
    text: conversation.text,
    dialogue,
    language: 'en',
    duration: '0:04',
    fileName: 'uploaded.mp3',
    speakers,
    segments,
    durationSeconds: 4.5,
    taskId: 'task_7',
    status: 'completed',
  };

  test('has what most workflows need, the most important first', () => {
    const json = shown(conversation);
    expect(json).toEqual(simple);
    expect(Object.keys(json)).toEqual(Object.keys(simple));
  });

  test('has at most ten fields, to which only a warning may come', () => {
    const all = Object.fromEntries(Object.entries({ ...conversation, subtitles: undefined }));
    expect(Object.keys(all).length).toBeGreaterThan(10);
    expect(Object.keys(shown(conversation)).length).toBeLessThanOrEqual(10);
  });

  test('omits unknown values instead of leaving fields empty', () => {
    const json = shown(textOnly);
    expect(Object.keys(json)).toEqual(['text', 'dialogue', 'status']);
    const unnamed = [{ time: '0:00', text: 'Hello there.', start: 0, end: 1 }];
    expect(Object.keys(shown({ ...textOnly, segments: unnamed }).segments ?? {})).toEqual(['0']);
    expect(JSON.stringify(shown({ ...textOnly, segments: unnamed }).segments)).toBe(JSON.stringify(unnamed));
  });

  test('has a dialogue even with a single speaker, without a name', () => {
    const alone = shown({ ...conversation, speakers: ['speaker_0'], segments: undefined });
    expect(alone.dialogue).toBe(conversation.text);
    // Not right below the text, as it says the same.
    const names = Object.keys(alone);
    expect(names.indexOf('dialogue')).toBeGreaterThan(names.indexOf('fileName'));
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

describe('the speakers', () => {
  test('are listed if there are several, so that a person or a language model can tell who is who', () => {
    expect(shown(conversation).speakers).toEqual(speakers);
    expect(shown({ ...conversation, speakers: ['speaker_0'] })).not.toHaveProperty('speakers');
    expect(shown({ ...conversation, speakers: undefined })).not.toHaveProperty('speakers');
  });

  test('are all listed in a full transcript', () => {
    const alone = shown({ ...conversation, speakers: ['speaker_0'] }, { simplify: false });
    expect(alone.speakers).toEqual(speakers.slice(0, 1));
    expect(shown(textOnly, { simplify: false })).not.toHaveProperty('speakers');
  });

  test.each([true, false])('have the given names wherever they are named (simplified: %s)', (simplify) => {
    const json = shown(conversation, { simplify, speakerNames: 'Anna, Boris', compactText: true });
    expect(json.speakers).toMatchObject([
      { id: 'speaker_0', name: 'Anna' },
      { id: 'speaker_1', name: 'Boris' },
    ]);
    expect(json.segments).toMatchObject([{ speakerName: 'Anna' }, { speakerName: 'Boris' }]);
    expect(json.dialogue).toBe('Anna: Hello, who is there?\n\nBoris: It is me.');
    expect(json.compactText).toContain('S1 = Anna, S2 = Boris');
  });

  test('with the same name are one person in texts, and keep their IDs in lists', () => {
    const json = shown(conversation, { speakerNames: ['Anna', 'Anna'] });
    expect(json.dialogue).toBe('Hello, who is there? It is me.');
    expect(json.segments).toMatchObject([
      { speaker: 'speaker_0', speakerName: 'Anna' },
      { speaker: 'speaker_1', speakerName: 'Anna' },
    ]);
    expect(json.speakers).toMatchObject([{ id: 'speaker_0' }, { id: 'speaker_1' }]);
  });
});

test('where a transcript is from is left out if unknown', () => {
  const json = shown({ ...conversation, provider: '', model: '' }, { simplify: false });
  expect(json).not.toHaveProperty('provider');
  expect(json).not.toHaveProperty('model');
});

test('a full transcript has everything except words and the raw answer', () => {
  const { words, raw, sourceName, ...whole } = conversation;
  expect(words && raw).toBeDefined();
  expect(shown(conversation, { simplify: false })).toEqual({
    ...whole,
    speakers,
    segments,
    fileName: sourceName,
    dialogue,
  });
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
    'Transcript (language: en; length: 0:04)\n[0:00] S1: Hello, who is there?\n[0:02] S2: It is me.',
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
