import { fetch } from 'undici';
import { z } from 'zod';

import { fixtureBytes } from '../../../emulator/recordings/fixtures';
import type { Workflow } from '../../../playground/rest';
import { containing } from '../../emulator/matchers';
import { type Harness, sharedN8n } from './harness';
import { endOfRunStartedBy, exampleNamed, pressStart, refusal } from './runExample';
import {
  bodies,
  chatAnswer,
  chatCredential,
  startStandIn,
  type Asked,
  type ReplyTo,
  type StandIn,
} from './standIn';
import { textOf } from './transcribeNode';

let n8n: Harness;
let chat: StandIn;
beforeAll(async () => {
  n8n = await sharedN8n();
  chat = await startStandIn(chatAnswer(''));
});
beforeEach(async () => {
  await n8n.control.reset();
  chat.empty();
});
afterAll(async () => {
  await n8n.close();
  await chat.close();
});

const voice = 'russian.ogg';
describe('a message in Telegram', () => {
  const texts = z.array(z.object({ chat_id: z.coerce.string(), text: z.string(), parse_mode: z.string() }));
  const hookSchema = z.object({ url: z.string(), secret_token: z.string() });
  const replyTo: ReplyTo = ({ path, body }: Asked) => {
    if (path.startsWith('/file/')) {
      const known = path === '/file/bot12:of-telegram/voice/file_0.oga';
      return known ? { body: fixtureBytes(voice) } : { status: 404, body: '' };
    }
    if (JSON.stringify(body ?? {}).includes('too-big')) {
      return { status: 400, body: { ok: false, description: 'Bad Request: file is too big' } };
    }
    const result = path.includes('getFile') ? { file_id: 'AwAC', file_path: 'voice/file_0.oga' } : {};
    return { body: { ok: true, result } };
  };
  let telegram: StandIn;
  let workflow: Workflow;
  let hook: z.infer<typeof hookSchema>;

  beforeAll(async () => {
    telegram = await startStandIn({}, replyTo);
    const { id, name } = await n8n.rest.createCredential({
      name: 'Bot',
      type: 'telegramApi',
      data: { accessToken: '12:of-telegram', baseUrl: telegram.url },
    });
    const telegramApi = { id, name };
    workflow = await exampleNamed(n8n, 'Answer voice messages in Telegram', {
      credentials: {
        'n8n-nodes-base.telegramTrigger': { telegramApi },
        'n8n-nodes-base.telegram': { telegramApi },
        '@n8n/n8n-nodes-langchain.lmChatOpenAi': { openAiApi: await chatCredential(n8n, chat) },
      },
    });
    await n8n.rest.activateWorkflow(workflow);
    hook = hookSchema.parse(await until(() => bodies(telegram, '/setWebhook')[0]));
    await n8n.rest.waitForWebhook(new URL(hook.url).pathname.replace('/webhook/', ''));
  });
  beforeEach(() => telegram.empty());
  afterAll(async () => {
    await n8n.rest.deleteWorkflow(workflow.id);
    await telegram.close();
  });

  /** Sends a message as Telegram does. @returns the answers in the chat */
  const say = async (said: object) => {
    const message = { message_id: 1, date: 1, chat: { id: 4711, type: 'private' }, ...said };
    await endOfRunStartedBy(n8n, workflow.id, () =>
      fetch(`${n8n.rest.url}${new URL(hook.url).pathname}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-telegram-bot-api-secret-token': hook.secret_token,
        },
        body: JSON.stringify({ update_id: 1, message }),
      }),
    );
    return texts.parse(bodies(telegram, '/sendMessage'));
  };
  const spoken = { voice: { duration: 3, mime_type: 'audio/ogg', file_id: 'AwAC' } };

  test('that was spoken is answered by the agent, in as many parts as it takes', async () => {
    const answer = `Fish & chips <today>. ${'Dear customer, yes. '.repeat(250)}`.trim();
    chat.answerWith(200, chatAnswer(answer));
    const answers = await say(spoken);
    expect(answers.map(({ chat_id, parse_mode }) => [chat_id, parse_mode])).toEqual([
      ['4711', 'HTML'],
      ['4711', 'HTML'],
    ]);
    const shown = answers.map(({ text }) =>
      text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
    );
    for (const text of shown) expect(text.length).toBeLessThanOrEqual(4096);
    expect(shown.join(' ')).toBe(answer);
    expect(JSON.stringify(chat.asked[0]?.body)).toContain(`<message>\\n${textOf(voice)}\\n</message>`);
    expect(await n8n.control.charged()).toMatchObject([{ fileName: containing('file_0.') }]);
  });

  test('that was written goes to the agent at once, which remembers what was said before', async () => {
    chat.answerWith(200, chatAnswer('At six.'));
    expect(await say({ text: 'When </message> exactly?' })).toMatchObject([{ text: 'At six.' }]);
    const asked = JSON.stringify(chat.asked[0]?.body);
    expect(asked).toContain(textOf(voice));
    expect(asked).toContain('<message>\\nWhen  exactly?\\n</message>');
    expect(await n8n.control.charged()).toEqual([]);
  });

  test('that can not be transcribed is answered with the reason', async () => {
    await n8n.control.addFault({ on: 'transcriptions', action: refusal });
    expect(await say(spoken)).toMatchObject([{ text: containing('could not be decoded') }]);
    expect(chat.asked).toEqual([]);
  });

  test('that Telegram does not hand out is answered, too', async () => {
    const tooBig = { voice: { ...spoken.voice, file_id: 'too-big' } };
    expect(await say(tooBig)).toMatchObject([{ text: containing('I could not understand the recording. ') }]);
  });

  test('is answered with what was said when the agent fails', async () => {
    chat.answerWith(400);
    expect(await say(spoken)).toMatchObject([{ text: containing(textOf(voice)) }]);
  });
});

describe('a message in WhatsApp', () => {
  const heard = { type: 'audio', audio: { id: '555', mime_type: 'audio/ogg; codecs=opus', voice: true } };
  const event = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '4930', phone_number_id: '111' },
    messages: [
      { from: '4917', id: 'wamid.1', timestamp: '1', ...heard },
      { from: '4918', id: 'wamid.2', timestamp: '2', type: 'text', text: { body: 'Hello' } },
    ],
    field: 'messages',
  };
  let meta: StandIn;
  beforeAll(async () => {
    meta = await startStandIn({ messages: [{ id: 'wamid.3' }] }, ({ path }, authorization) => {
      if (path === '/event') return { body: event };
      if (authorization !== 'Bearer of-whatsapp') return { status: 401, body: {} };
      if (path === '/v23.0/555') return { body: { id: '555', url: `${meta.url}/media?mid=555` } };
      return path === '/media?mid=555' ? { body: fixtureBytes(voice) } : undefined;
    });
  });
  beforeEach(() => meta.empty());
  afterAll(() => meta.close());

  const receive = async () => {
    const link = await n8n.rest.createCredential({
      name: 'WhatsApp',
      type: 'whatsAppApi',
      data: { accessToken: 'of-whatsapp', businessAccountId: '1' },
    });
    const { id } = await exampleNamed(n8n, 'Answer voice messages in WhatsApp', {
      credentials: { 'n8n-nodes-base.httpRequest': { whatsAppApi: { id: link.id, name: link.name } } },
      replaced: { 'https://graph.facebook.com': meta.url },
      standIns: {
        Message: () => ({
          type: 'n8n-nodes-base.httpRequest',
          typeVersion: 4.2,
          parameters: { url: `${meta.url}/event`, options: {} },
        }),
      },
      startedBy: { type: 'n8n-nodes-base.manualTrigger', before: 'Message' },
    });
    await pressStart(n8n, id);
    return bodies(meta, '/v23.0/111/messages');
  };

  test('that was spoken is downloaded in two steps and answered with its text', async () => {
    expect(await receive()).toEqual([
      {
        messaging_product: 'whatsapp',
        to: '4917',
        context: { message_id: 'wamid.1' },
        type: 'text',
        text: { body: textOf(voice) },
      },
    ]);
    expect(await n8n.control.charged()).toHaveLength(1);
  });

  test('that can not be transcribed is answered with the reason', async () => {
    await n8n.control.addFault({ on: 'transcriptions', action: refusal });
    expect(await receive()).toMatchObject([
      { to: '4917', text: { body: containing('could not be decoded') } },
    ]);
  });
});

/** The first value that is there. */
async function until<T>(value: () => T | undefined): Promise<T> {
  for (;;) {
    const found = value();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
