import { toBalance } from '../../../providers/elkapi/balance';
import { providers } from '../../../providers/registry';
import type { HttpRequest } from '../../../transcription/calls/http';
import { fixtureNamed } from '../../../emulator/recordings/fixtures';
import { failureOf } from '../../support/failure';
import { useElkapi } from './useElkapi';

const quota = {
  username: 'anna',
  total_quota: 5,
  total_used_quota: 1.25,
  request_count: 7,
  keys: [{ name: 'default', remain_quota: 3.75, used_quota: 1.25 }],
};
const read = (change: object = {}) => toBalance(JSON.stringify({ ...quota, ...change }));

describe('the answer', () => {
  test('a key with a limit of its own tells what remains', () => {
    expect(read()).toEqual({ provider: 'elkapi', unit: 'USD', remaining: 3.75, total: 5, used: 1.25 });
  });

  test('an unlimited key (-1) has no limit of its own', () => {
    expect(read({ keys: [{ name: 'default', remain_quota: -1, used_quota: 1.25 }] })?.remaining).toBeNull();
  });

  test('a key that has used up its limit has nothing left, which is not the same', () => {
    expect(read({ keys: [{ name: 'default', remain_quota: 0, used_quota: 1.25 }] })?.remaining).toBe(0);
  });

  test('of several keys it is not known which one is meant', () => {
    const balance = read({ keys: [...quota.keys, { name: 'other', remain_quota: 1, used_quota: 0 }] });
    expect(balance).toStrictEqual({ provider: 'elkapi', unit: 'USD', total: 5, used: 1.25 });
  });

  test('what remains of a key is told also without the total', () => {
    const balance = read({ total_quota: null, total_used_quota: undefined });
    expect(balance).toStrictEqual({ provider: 'elkapi', unit: 'USD', remaining: 3.75 });
  });

  test.each([[{ keys: undefined }], [{ keys: [] }], [{ keys: 'none' }]])(
    'the total is told also without keys: %j',
    (change) => {
      expect(read(change)).toEqual({ provider: 'elkapi', unit: 'USD', total: 5, used: 1.25 });
    },
  );

  test('numbers may come as strings', () => {
    expect(read({ total_quota: '5.00', total_used_quota: '1.25' })).toMatchObject({ total: 5, used: 1.25 });
  });

  test.each(['', '<html></html>', '{}', '[]', 'null', '{"total_quota":null,"keys":[]}'])(
    'there is no balance in %j',
    (body) => {
      expect(toBalance(body)).toBeUndefined();
    },
  );
});

describe('the balance', () => {
  const bench = useElkapi();
  const { service, transcribe } = bench;

  test('is asked for at its own host, with the key in the query and not in a header', async () => {
    await bench.elkapi.balance();
    const [asked] = await service.control.requests();
    expect(asked).toMatchObject({
      host: 'balance',
      path: '/user/quota',
      query: { key: service.emulator.keys.elkapi },
    });
    expect(asked?.headers.authorization).toBeUndefined();
  });

  test('is in USD', async () => {
    await transcribe();
    const used = Math.round(fixtureNamed('english.mp3').durationSeconds * 0.0001 * 10_000) / 10_000;
    await expect(bench.elkapi.balance()).resolves.toEqual({
      provider: 'elkapi',
      unit: 'USD',
      remaining: 5 - used,
      total: 5,
      used,
    });
  });

  test('is asked for again where the answer holds none', async () => {
    await service.spoil('quota', { kind: 'body', body: '{}' });
    expect(await bench.elkapi.balance()).toMatchObject({ unit: 'USD' });
    expect(await service.received('quota')).toHaveLength(2);
  });

  test('of an unlimited key has no end', async () => {
    await service.control.setFacts({ elkKeyQuota: 'unlimited' });
    expect((await bench.elkapi.balance()).remaining).toBeNull();
  });

  test('is refused to a wrong key with a real status, too', async () => {
    await service.control.setFacts({ elkQuotaErrors: 'http401' });
    const { urls, keys } = service.emulator;
    const stranger = providers.elkapi.create(bench.runtime, {
      apiKey: 'sk-wrong',
      baseUrl: urls.elkapi,
      balanceUrl: urls.balance,
    });
    const error = await failureOf(stranger.balance());
    expect(error.code).toBe('unauthorized');
    expect(`${error.message} ${error.description}`).not.toContain(keys.elkapi);
  });

  test('is to be had at query.elkapi.com, unless another host is given', async () => {
    const asked: string[] = [];
    const { keys, urls } = service.emulator;
    const { runtime } = bench;
    const { http } = runtime;
    const listening = {
      ...runtime,
      http: {
        send: (sent: HttpRequest) => {
          asked.push(sent.url);
          return http.send({ ...sent, url: `${urls.balance}/user/quota` });
        },
      },
    };
    await providers.elkapi.create(listening, { apiKey: keys.elkapi, baseUrl: urls.elkapi }).balance();
    expect(asked).toEqual(['https://query.elkapi.com/user/quota']);
  });
});
