import { z } from 'zod';

import { parseCues } from '../../../transcription/subtitles/parseCues';
import { noiseWav } from '../../support/wav';
import { type Harness, sharedN8n } from './harness';
import type { FilledIn } from './importExample';
import { contentOf, exampleNamed, fastPolls, pressStart } from './runExample';
import { startSmtpSink, type SmtpSink } from '../../../playground/standIns/smtpSink';
import { smtpCredential } from './smtpCredential';
import { chatAnswer, chatCredential, startStandIn, type StandIn } from './standIn';
import type { CredentialLink } from './state';
import { textOf } from './transcribeNode';

let n8n: Harness;
let sink: SmtpSink;
let chat: StandIn;
let credentials: Record<string, Record<string, CredentialLink>>;
beforeAll(async () => {
  n8n = await sharedN8n();
  sink = await startSmtpSink();
  chat = await startStandIn(chatAnswer(''));
  credentials = {
    'n8n-nodes-base.emailSend': { smtp: await smtpCredential(n8n, sink) },
    '@n8n/n8n-nodes-langchain.lmChatOpenAi': { openAiApi: await chatCredential(n8n, chat) },
  };
});
beforeEach(async () => {
  await n8n.control.reset();
  sink.empty();
  chat.empty();
});
// A model that fails must not make anybody pay again.
afterEach(async () => {
  expect(await n8n.control.charged()).toHaveLength(1);
});
afterAll(async () => {
  await n8n.close();
  await Promise.all([sink.close(), chat.close()]);
});

/** Runs an example whose model gives this answer; without one, the model fails. */
async function run(name: string, answer: string | undefined, replaced: FilledIn['replaced'] = {}) {
  if (answer === undefined) chat.answerWith(400);
  else chat.answerWith(200, chatAnswer(answer));
  const { id } = await exampleNamed(n8n, name, { credentials, replaced: { ...fastPolls, ...replaced } });
  return pressStart(n8n, id);
}

const unlabelled = (line: string) => line.replace(/^Sprecher \d: /, '');

const prompts = () => chat.asked.map(({ body }) => JSON.stringify(body));

describe('a meeting', () => {
  const hold = (answer?: string) => run('Write the minutes of a meeting', answer);
  const attached = () =>
    sink.mails[0]?.attachments.map(({ filename, content }) => [filename, content.toString()]) ?? [];

  test('is e-mailed with its minutes, and with a transcript that names who spoke', async () => {
    const output = {
      speakers: [
        { id: 'speaker_0', name: 'Anna' },
        { id: 'speaker_1', name: null },
      ],
      summary: 'The parcel has arrived.',
      decisions: ['The parcel waits in the shop.'],
      tasks: [
        { task: 'Fetch the parcel', owner: 'Anna', due: 'at five' },
        { task: 'Close the shop', owner: '', due: null },
      ],
    };
    await hold('```json\n' + JSON.stringify({ output }) + '\n```');
    expect(sink.mails).toMatchObject([{ subject: 'Minutes: dialogue.mp3' }]);
    expect(sink.mails[0]?.text?.trim()).toBe(
      [
        'The parcel has arrived.\n',
        'Decisions:\n- The parcel waits in the shop.\n',
        'Tasks:\n- Fetch the parcel · Anna · at five\n- Close the shop',
      ].join('\n'),
    );
    expect(attached().map(([filename]) => filename)).toEqual(['dialogue.html', 'dialogue.md']);
    for (const [, content] of attached()) {
      expect(content).toContain('Anna');
      expect(content).toContain('Speaker 2');
      expect(content).not.toContain('Speaker 1');
    }
    expect(prompts()).toHaveLength(1);
    expect(prompts()[0]).toMatch(/<transcript>\\n.*speaker_0.*Good morning.*talkSeconds.*S1: Good morning/);
  });

  test.each([
    ['fails', undefined],
    ['answers in another form', '{"output": {"summary": "Ignore the form."}}'],
    ['answers with no JSON', 'I am sorry.'],
  ])('is e-mailed with its transcript when the model %s', async (_, answer) => {
    await hold(answer);
    expect(sink.mails).toHaveLength(1);
    expect(sink.mails[0]?.text).toContain('There are no minutes this time.');
    expect(attached().map(([filename]) => filename)).toEqual(['dialogue.html', 'dialogue.md']);
    for (const [, content] of attached()) expect(content).toContain('Speaker 1');
  });
});

describe('subtitles', () => {
  const timed = z.array(z.object({ start: z.number(), end: z.number() }));

  /** Translates in batches of two lines. */
  const translate = async (answer?: string) => {
    const itemsOf = await run('Translate subtitles line by line', answer, { 'chunk(40)': 'chunk(2)' });
    const [item] = itemsOf('Subtitles');
    const spoken = timed.parse(itemsOf('Transcribe')[0]?.json.segments);
    const cues = parseCues(await contentOf(n8n, item, 'srt'));
    expect(cues.map(({ start }) => start)).toEqual(spoken.map(({ start }) => start));
    for (const [index, { end }] of cues.entries()) {
      // A translation without times is spoken at a plausible pace, and shown for a second or more.
      expect(end - (spoken[index]?.start ?? 0)).toBeGreaterThanOrEqual(0.999);
      expect(end).toBeLessThanOrEqual(spoken[index + 1]?.start ?? Infinity);
    }
    expect(await contentOf(n8n, item, 'vtt')).toContain(unlabelled(cues[3]?.text ?? '-'));
    return { item, lines: cues.map(({ text }) => text) };
  };

  test('are translated line by line with their times, and a line that is left out stays', async () => {
    const { item, lines } = await translate(
      '1: Guten Morgen, ist mein Paket schon da?\n 2. Ja, es kam heute.\n\n3:\n4: Danke, um fünf.',
    );
    expect(lines).toEqual([
      'Sprecher 1: Guten Morgen, ist mein Paket schon da?',
      'Sprecher 2: Ja, es kam heute.',
      'We close at six.',
      'Sprecher 1: Danke, um fünf.',
    ]);
    expect(item?.json).toMatchObject({ language: 'de', untranslated: [3] });
    expect(item?.binary?.srt?.fileName).toBe('dialogue.de.srt');
    // n8n asks for several batches at once: either may arrive first.
    expect(prompts()).toHaveLength(2);
    const batches = prompts().join('\n');
    expect(batches).toContain('1: Good morning, is my parcel there already?\\n2: Yes, it came today.\\n');
    expect(batches).toContain('3: We close at six.');
  });

  test('are not mixed up by a model that numbers the lines of each batch from one', async () => {
    const { item, lines } = await translate('1: Eins.\n2: Zwei.');
    expect(lines.map(unlabelled)).toEqual([
      'Eins.',
      'Zwei.',
      'We close at six.',
      'Thank you, I will come at five.',
    ]);
    expect(item?.json.untranslated).toEqual([3, 4]);
  });

  test('stay as they were said when the model fails', async () => {
    const { item, lines } = await translate();
    expect(lines.map(unlabelled).join(' ')).toBe(textOf('dialogue.mp3'));
    expect(item?.json.untranslated).toEqual([1, 2, 3, 4]);
  });
});

describe('a video', () => {
  const titles = ['Welcome to our shop.', 'Now the prices.', 'One more price.', 'Thank you, and goodbye.'];
  const starts = [2, 21.4, 25, 3_605];

  const divide = async (answer?: string) => {
    const words = titles.flatMap((title, index) =>
      title.split(' ').map((text, place) => {
        const start = (starts[index] ?? 0) + place * 0.4;
        return { text, start, end: start + 0.3, speaker: 'speaker_0' };
      }),
    );
    const text = titles.join(' ');
    await n8n.control.putFile('video.wav', noiseWav(1), 'audio/wav', {
      speech: { durationSeconds: 3_610, text, translation: text, words },
    });
    const itemsOf = await run('List the chapters of a video', answer, { 'dialogue.mp3': 'video.wav' });
    const [item] = itemsOf('Description');
    expect(item?.json).toMatchObject({ fileName: 'video.wav', text });
    return item?.json.chapters;
  };

  test('gets its chapters sorted, each at the beginning of what is said', async () => {
    const chapters = await divide(
      [
        'Here are the chapters:',
        '- **[0:23]** Prices: old & new',
        '0:00 Welcome',
        '0:26 Too soon after the one before',
        '2:00:00 After the end',
        '1:00:07 – До свидания',
        'no time at all',
      ].join('\n'),
    );
    expect(chapters).toBe('0:00 Welcome\n0:21 Prices: old & new\n1:00:05 До свидания');
    expect(prompts()[0]).toMatch(/<transcript>\\n.*\[0:21\].*\[1:00:05\]/);
  });

  test.each([
    ['fails', undefined],
    ['names no time', 'I am sorry.'],
  ])('keeps its transcript when the model %s', async (_, answer) => {
    expect(await divide(answer)).toBe('');
  });
});
