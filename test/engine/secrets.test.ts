import { Container } from '@n8n/di';
import { ticketParameter } from '../../nodes/shared/webhooks/callbackUrl';
import { makeTicket, ticketKey } from '../../transcription/callbacks/ticket';
import { runUntilSuspended } from './suspended';
import { openSetting, recording, type Setting } from './setting';

let setting: Setting;
const log: string[] = [];
beforeAll(async () => {
  setting = await openSetting('filesystem');
  const { Logger } = await import('@n8n/backend-common');
  jest.spyOn(Container.get(Logger), 'warn').mockImplementation((message) => void log.push(message));
});
afterAll(() => setting.close());
beforeEach(async () => {
  log.length = 0;
  await setting.emulator.control.reset();
});

test('a ticket that Apikley echoes does not get into the log of a trigger', async () => {
  const ticket = makeTicket({}, ticketKey(setting.emulator.keys.apikley), Date.now(), 60_000);
  const url = `https://n8n.example.com/webhook/7?${ticketParameter}=${ticket}`;
  await setting.emulator.control.addFault({
    on: 'recordInfo',
    action: { kind: 'envelope', code: 422, msg: `Not reachable: ${url}` },
  });
  const call = { query: { [ticketParameter]: ticket }, body: { taskId: 'task_1' } };
  expect(await setting.engine.call({ role: 'trigger', parameters: {} }, call)).toMatchObject({ status: 503 });
  expect(log).toEqual([expect.stringContaining('Not reachable: https://n8n.example.com/webhook/7')]);
  expect(log.join()).not.toContain(ticket);
});

test('the secret of a resume URL that Apikley echoes does not get into the log of a suspended execution', async () => {
  const { control } = setting.emulator;
  const { ring } = await runUntilSuspended(setting, [recording('english.mp3')]);
  const url = (await control.tasks())[0]?.callBackUrl ?? '';
  await control.addFault({
    on: 'recordInfo',
    action: { kind: 'envelope', code: 422, msg: `Not reachable: ${url}` },
  });
  expect(await ring()).toMatchObject({ status: 503 });
  expect(log).toEqual([expect.stringContaining('Not reachable: http')]);
  expect(log.join()).not.toContain(new URL(url).searchParams.get('transcribe'));
});
