import { type Harness, sharedN8n } from './harness';
import { apikleyNode, recording, textOf } from './transcribeNode';
import type { NodeSpec } from './workflow';

let n8n: Harness;
beforeAll(async () => {
  n8n = await sharedN8n();
});
afterAll(() => n8n.close());
beforeEach(() => n8n.control.reset());

const names = { speaker_0: 'Anna', speaker_1: 'Борис' };
const subtitles = { inlineSubtitles: ['srt', 'vtt'] };

/** Without a provider, a credential and all that the form does not show. */
const formatting = (parameters: NodeSpec['parameters']): NodeSpec => ({
  type: 'n8n-nodes-transcribe.transcribe',
  name: 'Format Transcript',
  parameters: { operation: 'formatTranscript', ...parameters },
});

/** A table's row: the transcript is a text in a column, beside what somebody found out about the speakers. */
const stored: NodeSpec = {
  name: 'Row',
  type: 'n8n-nodes-base.set',
  typeVersion: 3.4,
  parameters: {
    mode: 'raw',
    jsonOutput: `={{ { id: $itemIndex, transcript: JSON.stringify($json), who: ${JSON.stringify(JSON.stringify(names))} } }}`,
    options: {},
  },
};

describe('Format Transcript', () => {
  test('writes a stored transcript anew without a credential, as Transcribe would have written it', async () => {
    const { status, outputs, runData } = await n8n.runWorkflow({
      before: [
        {
          ...apikleyNode(n8n, { output: { includeWords: true, ...subtitles, speakerNames: names } }),
          name: 'Transcribe',
        },
        stored,
      ],
      node: formatting({
        transcript: '={{ $json.transcript }}',
        output: { ...subtitles, speakerNames: '={{ $json.who }}', files: ['srt', 'txt', 'vtt'] },
      }),
      items: [recording('dialogue.mp3'), recording('german.mp3')],
    });
    expect(status).toBe('success');
    const first = runData.Transcribe?.[0]?.data?.main?.[0]?.map(({ json }) => json.subtitles);
    expect(JSON.stringify(first)).toContain('Борис: ');
    expect(outputs[0]?.map(({ json }) => json.subtitles)).toEqual(first);
    expect(outputs[0]?.map(({ json }) => json.text)).toEqual(['dialogue.mp3', 'german.mp3'].map(textOf));
    expect(outputs[0]?.[0]?.json).toMatchObject({
      fileName: 'dialogue.mp3',
      speakers: [
        { id: 'speaker_0', name: 'Anna' },
        { id: 'speaker_1', name: 'Борис' },
      ],
    });
    expect(Object.values(outputs[0]?.[0]?.binary ?? {}).map(({ fileName }) => fileName)).toEqual([
      'dialogue.srt',
      'dialogue.txt',
      'dialogue.vtt',
    ]);
  });

  test('takes the item itself, and costs nothing', async () => {
    const transcript = { text: 'Hi. Bye.', segments: [{ start: 0, end: 1, text: 'Hi. Bye.' }] };
    const { status, outputs } = await n8n.runWorkflow({
      node: formatting({ output: { inlineSubtitles: ['srt'] } }),
      items: [{ json: transcript }, { json: { status: 'failed', error: 'No speech.' } }],
    });
    expect(status).toBe('success');
    expect(outputs[0]?.map(({ json }) => json)).toMatchObject([
      { subtitles: { srt: '1\n00:00:00,000 --> 00:00:01,000\nHi. Bye.\n\n' } },
      { status: 'failed', error: 'No speech.' },
    ]);
    expect(await n8n.control.requests()).toEqual([]);
  });
});
