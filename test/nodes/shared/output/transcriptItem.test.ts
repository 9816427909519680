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

describe('a transcript without timestamps', () => {
  test.each([{ files: ['srt'] }, { files: ['vtt', 'txt'] }, { inlineSubtitles: ['vtt'] }])(
    'for which %j was requested comes with a warning and without subtitles',
    async (collection) => {
      const { json, binary = {} } = await make(textOnly, collection);
      expect(json).toMatchObject({ status: 'completed', text: 'Hello there.' });
      expect(json.warning).toBe(
        "No subtitles were made: ElkAPI's answer holds no times. The text is complete. Next time set Response Format to Verbose JSON or, if it is that already, to SRT Subtitles, or use Apikley.",
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
    expect(json.warning).toMatch(/^No subtitles were made: Apikley's answer holds no times\./);
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
