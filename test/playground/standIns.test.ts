import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { z } from 'zod';

import { arrivedPage } from '../../playground/standIns/arrivedPage';
import { madeUpAnswer } from '../../playground/standIns/madeUpAnswer';
import { startStandIns, type StandIns } from '../../playground/standIns/standIns';
import { textOfResult, toolCallFor } from '../../playground/standIns/toolCall';

const compact =
  'Transcript (language: en; length: 0:30)\n[0:00] S1: Good morning. Is it there?\n[0:12] S2: Yes.';

describe('the stand-in for a chat model', () => {
  test('answers numbered lines with the same numbers, marked with the language', () => {
    const prompt =
      'Translate into the language with the code "de".\n\n<lines>\n7: Good morning.\n8: At 5: yes.\n</lines>';
    expect(madeUpAnswer(prompt)).toBe('7: [de] Good morning.\n8: [de] At 5: yes.');
  });

  test('answers with chapters at the times of the transcript', () => {
    const prompt = `Divide a recording into chapters.\n\n<transcript>\n${compact}\n</transcript>`;
    expect(madeUpAnswer(prompt)).toBe('0:00 Good morning. Is it … (made up)\n0:12 Yes. … (made up)');
  });

  test('answers with JSON by the schema in the prompt, about somebody who speaks', () => {
    const people = {
      type: 'array',
      items: { properties: { id: { type: 'string' }, name: { type: ['string', 'null'] } } },
    };
    const schema = {
      type: 'object',
      properties: {
        output: {
          type: 'object',
          properties: {
            people,
            sure: { type: 'boolean' },
            count: { type: 'integer' },
            kind: { enum: ['call'] },
          },
        },
      },
    };
    const prompt = `Speakers: [{"id":"speaker_4"}]\n\n${compact}\n\n\`\`\`json\n${JSON.stringify(schema)}\n\`\`\``;
    const json: unknown = JSON.parse(madeUpAnswer(prompt).replaceAll(/```(json)?/g, ''));
    expect(json).toEqual({
      output: { people: [{ id: 'speaker_4', name: 'Anna (made up)' }], sure: true, count: 1, kind: 'call' },
    });
  });

  test.each([
    [`Sum up this call.\n\n${compact}`, 'Good morning.'],
    ['Answer the question.\n\nWhere is my parcel? I need it.', 'Where is my parcel?'],
    ['Привет, как дела', 'Привет, как дела'],
  ])('otherwise says that it is made up, and quotes the first sentence: %j', (prompt, quoted) => {
    expect(madeUpAnswer(prompt)).toMatch(/made up by the playground/);
    expect(madeUpAnswer(prompt)).toContain(`“${quoted}”`);
  });
});

const toolTaking = (name: string, ...fields: string[]) => ({
  function: {
    name,
    parameters: {
      type: 'object',
      properties: Object.fromEntries(fields.map((field) => [field, { type: 'string' }])),
    },
  },
});
const tools = [toolTaking('Add_note', 'Title', 'Text'), toolTaking('Transcribe', 'Language', 'Audio_URL')];

describe('the tools that the stand-in for a chat model calls', () => {
  test('it calls the one that takes a URL, with the URL from the message', () => {
    expect(toolCallFor(tools, 'What is said in https://example.com/a.mp3?v=1.5?')).toEqual({
      name: 'Transcribe',
      arguments: { Language: 'made up', Audio_URL: 'https://example.com/a.mp3?v=1.5' },
    });
  });

  test('a tool that takes one thing only may call it anything', () => {
    expect(toolCallFor([toolTaking('Listen', 'input')], 'Listen to http://127.0.0.1/a.mp3.')).toEqual({
      name: 'Listen',
      arguments: { input: 'http://127.0.0.1/a.mp3' },
    });
  });

  test.each([
    ['the message has no URL', tools, 'What is the weather?'],
    ['there are no tools', [], 'https://example.com/a.mp3'],
    ['no tool takes a URL', [toolTaking('Add_note', 'Title', 'Text')], 'https://example.com/a.mp3'],
  ])('it calls none if %s', (_why, offered, message) => {
    expect(toolCallFor(offered, message)).toBeUndefined();
  });

  test.each([
    ['[{"text":"Good morning.","language":"en"},{"text":"Good night."}]', 'Good morning.\nGood night.'],
    ['{"text":"Good morning."}', 'Good morning.'],
    ['Good morning.', 'Good morning.'],
    ['[]', '[]'],
  ])('it reads the text in a result: %s', (result, text) => {
    expect(textOfResult(result)).toBe(text);
  });
});

describe('the stand-ins', () => {
  let folder: string;
  let recordings: string;
  let standIns: StandIns;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'playground-stand-ins-'));
    recordings = path.join(folder, 'recordings');
    standIns = await startStandIns({ recordings });
  });
  afterEach(async () => {
    await standIns.close();
    await rm(folder, { recursive: true });
  });

  const post = (url: string, body: object) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const ask = (more: object = {}) =>
    post(`${standIns.pageUrl}/v1/chat/completions`, {
      model: 'gpt-4o-mini',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: [{ type: 'text', text: 'Hello there.' }] },
      ],
      ...more,
    });

  test('answer a chat in OpenAI’s format', async () => {
    const answer = z
      .object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })) })
      .parse(await (await ask()).json());
    expect(answer.choices[0]?.message.content).toContain('“Hello there.”');
  });

  test('answer a chat as a stream of events', async () => {
    const answer = await ask({ stream: true });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const events = (await answer.text()).trim().split('\n\n');
    expect(events[0]).toContain('“Hello there.”');
    expect(events.at(-1)).toBe('data: [DONE]');
  });

  const filled = JSON.stringify({ Language: 'made up', Audio_URL: 'https://example.com/a.mp3' });
  const called = { function: { name: 'Transcribe', arguments: filled } };
  const asking = { role: 'user', content: 'Listen to https://example.com/a.mp3' };

  test('call a tool in OpenAI’s format, and answer with its result', async () => {
    const call = await ask({ tools, messages: [asking] });
    expect(await call.json()).toMatchObject({
      choices: [{ finish_reason: 'tool_calls', message: { content: null, tool_calls: [called] } }],
    });
    const calling = { role: 'assistant', content: null, tool_calls: [] };
    const result = { role: 'tool', tool_call_id: 'call-1', content: '[{"text":"Good morning."}]' };
    const answer = await ask({ tools, messages: [asking, calling, result] });
    expect(await answer.json()).toMatchObject({
      choices: [{ finish_reason: 'stop', message: { content: 'Good morning.' } }],
    });
  });

  test('call a tool in a stream of events', async () => {
    const events = (await (await ask({ tools, messages: [asking], stream: true })).text()).split('\n\n');
    const [call, end] = events.slice(0, 2).map((event): unknown => JSON.parse(event.replace('data: ', '')));
    expect(call).toMatchObject({ choices: [{ delta: { tool_calls: [{ index: 0, ...called }] } }] });
    expect(end).toMatchObject({ choices: [{ finish_reason: 'tool_calls' }] });
  });

  test('list their models, and say what they do not answer', async () => {
    expect(await (await fetch(`${standIns.pageUrl}/v1/models`)).text()).toContain('gpt-4o-mini');
    const answer = await post(`${standIns.pageUrl}/v1/responses`, {});
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('Use Responses API');
  });

  test('show what was posted to the CRM, and the texts in the folder', async () => {
    await post(`${standIns.crmUrl}/api/contacts/4711/notes`, { text: '<b>Hello</b>' });
    await writeFile(path.join(recordings, 'call.mp3.txt'), 'Tom & Anna');
    const page = await (await fetch(standIns.pageUrl)).text();
    for (const text of [
      'POST /api/contacts/4711/notes',
      '&lt;b&gt;Hello',
      'call.mp3.txt',
      'Tom &amp; Anna',
    ]) {
      expect(page).toContain(text);
    }
    expect(standIns.crmEntries).toHaveLength(1);
  });

  test('fill the folder of recordings once, and leave it to the user then', async () => {
    expect((await readdir(recordings)).sort()).toEqual(['dialogue.mp3', 'english.mp3', 'german.mp3']);
    await rm(path.join(recordings, 'german.mp3'));
    await standIns.close();
    standIns = await startStandIns({ recordings });
    expect((await readdir(recordings)).sort()).toEqual(['dialogue.mp3', 'english.mp3']);
  });
});

test('nothing on the page of what arrived is taken for HTML', () => {
  const hostile = '"><script>alert(1)</script>';
  const page = arrivedPage({
    mails: [{ from: undefined, subject: hostile, text: hostile, attachments: [] }],
    crm: [{ path: hostile, body: { [hostile]: hostile } }],
    folder: { path: hostile, texts: [{ name: hostile, text: hostile }] },
  });
  expect(page).not.toContain('<script');
});
