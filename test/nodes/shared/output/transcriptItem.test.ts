import type { BinaryHelperFunctions } from 'n8n-workflow';
import { readOutputOptions } from '../../../../nodes/shared/output/options';
import { transcriptItem } from '../../../../nodes/shared/output/transcriptItem';
import type { Transcript } from '../../../../transcription/transcript';
import { conversation, textOnly } from './transcripts';

interface Stored {
  content: string;
  fileName: string | undefined;
  mediaType: string | undefined;
}

/** An n8n that stores files in a list, except those with one extension. */
function storage(refused?: { extension: string; error: unknown }) {
  const stored: Stored[] = [];
  const prepareBinaryData: BinaryHelperFunctions['prepareBinaryData'] = async (data, fileName, mediaType) => {
    if (refused && fileName?.endsWith(refused.extension)) throw refused.error;
    stored.push({ content: Buffer.isBuffer(data) ? data.toString() : '', fileName, mediaType });
    return { data: 'stored', mimeType: mediaType ?? '', fileName };
  };
  return { stored, helpers: { prepareBinaryData } };
}

const make = async (
  transcript: Transcript,
  collection: Record<string, unknown> = {},
  refused?: Parameters<typeof storage>[0],
) => {
  const { stored, helpers } = storage(refused);
  const item = await transcriptItem(helpers, transcript, readOutputOptions(collection), 'interview.mp3');
  return { ...item, stored };
};

test('n8n has its turn while the subtitles of a long recording are written, and not only afterwards', async () => {
  const long = Array.from({ length: 5_000 }, (_, start) => ({ start, end: start + 0.5, text: 'word' }));
  const turnsWhile = async (files: string[]) => {
    let turns = 0;
    const count = () => {
      turns += 1;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    await make({ ...conversation, words: long, segments: [] }, { files });
    clearImmediate(next);
    return turns;
  };
  const usual = await turnsWhile([]);
  expect(await turnsWhile(['srt'])).toBeGreaterThanOrEqual(usual + 6);
});

describe('files', () => {
  test('are in fields named after their formats, with a name and a media type', async () => {
    const { binary, stored } = await make(conversation, { files: ['srt', 'txt', 'vtt'] });
    expect(Object.keys(binary ?? {})).toEqual(['srt', 'txt', 'vtt']);
    expect(stored.map(({ fileName, mediaType }) => [fileName, mediaType])).toEqual([
      ['interview.srt', 'application/x-subrip'],
      ['interview.txt', 'text/plain'],
      ['interview.vtt', 'text/vtt'],
    ]);
    expect(stored[0]?.content).toMatch(/^1\n00:00:00,500 --> /);
    expect(stored[1]?.content).toBe('Speaker 1: Hello, who is there?\n\nSpeaker 2: It is me.\n');
    expect(stored[2]?.content).toMatch(/^WEBVTT\n/);
  });

  test('that were not requested are not made, and the item has no field for them', async () => {
    const item = await make(conversation);
    expect(item.stored).toEqual([]);
    expect(item).not.toHaveProperty('binary');
    expect(item.json).not.toHaveProperty('warning');
  });

  test('follow the options', async () => {
    const { stored } = await make(conversation, { files: ['txt'], textTimes: true, speakerLabels: false });
    expect(stored[0]?.content).toBe('[0:00] Hello, who is there?\n\n[0:02] It is me.\n');
  });

  test('to look at are named after the recording, and the page plays it from the given address only', async () => {
    const { stored, binary } = await make(conversation, {
      files: ['html', 'md'],
      recordingUrl: 'https://files.example/a.mp3?sig=1',
    });
    expect(stored.map(({ fileName, mediaType }) => [fileName, mediaType])).toEqual([
      ['interview.html', 'text/html'],
      ['interview.md', 'text/markdown'],
    ]);
    expect(stored[0]?.content).toContain('<h1 dir="auto">interview</h1>');
    expect(stored[0]?.content).toContain('src="https://files.example/a.mp3?sig=1"');
    expect(stored[1]?.content).toMatch(/^# interview\n/);
    expect(Object.values(binary ?? {}).map(({ fileType }) => fileType)).toEqual(['html', 'text']);
    const silent = await make(conversation, { files: ['html'] });
    expect(silent.stored[0]?.content).not.toContain('<audio');
  });

  test('to look at have the File Name option as their title', async () => {
    const { stored } = await make(conversation, { files: ['md'], fileName: 'Talk 1.2' });
    expect(stored[0]?.content).toMatch(/^# Talk 1\.2\n/);
  });

  test('to look at repeat a warning without what URLs hold after their question marks', async () => {
    const warning = 'The part https://files.example/a.mp3?sig=secret was not read.';
    const { stored } = await make({ ...conversation, warning }, { files: ['html', 'md'] });
    for (const { content } of stored) {
      expect(content).toContain('was not read.');
      expect(content).not.toContain('secret');
    }
  });

  test('of a silent recording are empty, without a warning', async () => {
    const { stored, json } = await make({ ...textOnly, text: '' }, { files: ['srt', 'txt'] });
    expect(stored.map(({ content }) => content)).toEqual(['', '']);
    expect(json).not.toHaveProperty('warning');
  });
});

test('subtitles as text are the same as in files, and do not need them', async () => {
  const { json, binary } = await make(conversation, { inlineSubtitles: ['srt', 'vtt'] });
  const { stored } = await make(conversation, { files: ['srt', 'vtt'] });
  expect(json.subtitles).toEqual({ srt: stored[0]?.content, vtt: stored[1]?.content });
  expect(binary).toBeUndefined();
});

test('subtitle files for older players have a byte order mark and line ends of Windows, subtitles as text do not', async () => {
  const { stored, json } = await make(conversation, {
    files: ['srt', 'vtt', 'txt'],
    inlineSubtitles: ['srt'],
    olderPlayers: true,
  });
  const [srt = '', vtt = '', txt = ''] = stored.map(({ content }) => content);
  expect(srt).toMatch(/^\ufeff1\r\n00:/);
  expect(vtt).toMatch(/^\ufeffWEBVTT\r\n/);
  expect(srt.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
  expect(txt).not.toMatch(/[\ufeff\r]/);
  expect(json.subtitles).toEqual({ srt: srt.slice(1).replace(/\r\n/g, '\n') });
});

describe('a recording of sounds only', () => {
  const sounds = { ...textOnly, text: '', audioEvents: [{ start: 1, end: 4, text: '(music)' }] };

  test('has subtitles of the sounds, where they are shown', async () => {
    const { stored, json } = await make(sounds, { files: ['srt'], showAudioEvents: true });
    expect(stored[0]?.content).toContain('[music]');
    expect(json).not.toHaveProperty('warning');
  });

  test.each([
    ['they are not shown', sounds, false],
    ['they have no times', { ...sounds, audioEvents: [{ text: '(music)' }] }, true],
  ])('has a warning in place of an empty file, where %s', async (_why, transcript, showAudioEvents) => {
    const { stored, json } = await make(transcript, { files: ['srt', 'vtt'], showAudioEvents });
    expect(stored).toEqual([]);
    expect(json.warning).toMatch(/^No subtitles were made: the recording has sounds, but no speech\./);
  });
});

describe('a transcript without timestamps', () => {
  test.each([{ files: ['srt'] }, { files: ['vtt', 'txt'] }, { inlineSubtitles: ['vtt'] }])(
    'for which %j was requested comes with a warning and without subtitles',
    async (collection) => {
      const { json, binary = {} } = await make(textOnly, collection);
      expect(json).toMatchObject({ status: 'completed', text: 'Hello there.' });
      expect(json.warning).toBe(
        "No subtitles were made: ElkAPI's answer holds no timestamps. The text is complete. Next time set Response Format to Verbose JSON or, if that brings none either, to SRT Subtitles, or use Apikley.",
      );
      expect(json).not.toHaveProperty('subtitles');
      expect(binary).not.toHaveProperty('srt');
      expect(binary).not.toHaveProperty('vtt');
    },
  );

  test('still has a text file, which needs no warning', async () => {
    const { json, stored } = await make(textOnly, { files: ['txt'] });
    expect(stored[0]?.content).toBe('Hello there.\n');
    expect(json).not.toHaveProperty('warning');
  });

  test('from Apikley has a different warning', async () => {
    const { json } = await make({ ...textOnly, provider: 'apikley' }, { files: ['srt'] });
    expect(json.warning).toMatch(/^No subtitles were made: Apikley's answer holds no timestamps\./);
  });
});

describe('sentences that a model repeats', () => {
  const times = Array.from({ length: 6 }, (_, index) => 3_720 + 10 * index);
  const looped: Transcript = {
    ...textOnly,
    text: `Hello there.${' Thank you.'.repeat(times.length)}`,
    segments: [
      { start: 0, end: 1, text: 'Hello there.' },
      ...times.map((start) => ({ start, end: start + 1, text: 'Thank you.' })),
    ],
    raw: { text: 'as it came' },
  };
  const collection = { files: ['srt', 'txt'], includeRaw: true, compactText: true };

  test('are left out on request, with a warning that says how many and where', async () => {
    const { json, stored } = await make(looped, { ...collection, leaveOutRepeats: true });
    expect(json.warning).toBe(
      '5 sentences at 1:02:10 were left out, because each repeats the one before it. To see them, switch off Leave Out Repeated Sentences.',
    );
    expect(json.text).toBe('Hello there. Thank you.');
    expect(json.segments).toHaveLength(2);
    expect(json.raw).toEqual(looped.raw);
    const all = [...stored.map(({ content }) => content), json.dialogue, json.compactText];
    expect(JSON.stringify(all).split('Thank you.')).toHaveLength(1 + all.length);
  });

  test('stay otherwise', async () => {
    const { json } = await make(looped, collection);
    expect(json.text).toBe(looped.text);
    expect(json).not.toHaveProperty('warning');
    const usual = await make(conversation, { leaveOutRepeats: true });
    expect(usual.json).not.toHaveProperty('warning');
  });
});

describe('names for speakers who are not in the transcript', () => {
  const warningOf = async (speakerNames: unknown, transcript = conversation) =>
    (await make(transcript, { speakerNames })).json.warning;

  test('are reported, with the IDs that there are', async () => {
    expect(await warningOf({ speaker_0: 'Anna', speaker_7: 'Boris', speaker_8: 'Carla' })).toBe(
      'Speaker Names has unknown speaker IDs. Not used: "speaker_7", "speaker_8". The speaker IDs are "speaker_0", "speaker_1".',
    );
    expect(await warningOf('Anna, Boris, Carla')).toBe(
      'Speaker Names has more names than there are speakers. Not used: "Carla". The speaker IDs are "speaker_0", "speaker_1".',
    );
  });

  test('are reported if nobody knows who speaks, unless nobody does', async () => {
    expect(await warningOf('Anna', textOnly)).toBe(
      'Speaker Names was not used: this transcript does not say who speaks.',
    );
    expect(await warningOf('Anna', { ...textOnly, text: '' })).toBeUndefined();
  });

  test('need no warning otherwise', async () => {
    expect(await warningOf('Anna')).toBeUndefined();
    expect(await warningOf({ speaker_1: 'Boris' })).toBeUndefined();
  });
});

describe('a file that n8n cannot store', () => {
  const full = Object.assign(new Error("ENOSPC: no space left on device, write '/home/node/.n8n/binary'"), {
    code: 'ENOSPC',
  });
  const files = ['srt', 'txt'];

  test('does not cost the transcript or the other files, and the item says how to get it', async () => {
    const { json, binary } = await make(conversation, { files }, { extension: '.srt', error: full });
    expect(json.text).toBe(conversation.text);
    expect(Object.keys(binary ?? {})).toEqual(['txt']);
    expect(json.warning).toBe(
      'n8n could not store the file "interview.srt" (ENOSPC). The transcript is complete. Check that the disk of the n8n server is not full. Then get the file with the operation Get Transcript and the task ID, at no further cost.',
    );
  });

  test('is reported for each of them', async () => {
    const { json, binary } = await make(conversation, { files }, { extension: '', error: full });
    expect(json.warning).toContain('"interview.srt"');
    expect(json.warning).toContain('"interview.txt"');
    expect(binary).toBeUndefined();
  });

  test('is reported without paths of the server, whatever went wrong', async () => {
    for (const error of [full, new Error('/home/node/.n8n'), 'text', { code: '/home' }]) {
      const { json } = await make(textOnly, { files: ['txt'] }, { extension: '.txt', error });
      expect(json.warning).not.toContain('/home');
    }
  });

  test('of a transcript without a task comes without advice to fetch it again', async () => {
    const { json } = await make(textOnly, { files: ['txt'] }, { extension: '.txt', error: full });
    expect(json.warning).not.toContain('Get Transcript');
  });
});
