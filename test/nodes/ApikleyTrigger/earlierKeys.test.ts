import { earlierKeys, rememberKey } from '../../../nodes/ApikleyTrigger/earlierKeys';

const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;
const nowMs = Date.UTC(2030, 0, 8);

const stored = (...ticketKeys: Array<[publicKey: unknown, lastUsedMs: unknown]>) => ({
  ticketKeys: ticketKeys.map(([publicKey, lastUsedMs]) => ({ publicKey, lastUsedMs })),
});

describe('the keys whose tickets still count', () => {
  test('are those of before, without the one of now', () => {
    expect(earlierKeys(stored(['now', nowMs], ['before', nowMs]), 'now', nowMs)).toEqual(['before']);
  });

  test('count for less than a week', () => {
    const kept = stored(['newer', nowMs - weekMs + 1], ['older', nowMs - weekMs]);
    expect(earlierKeys(kept, 'now', nowMs)).toEqual(['newer']);
  });

  test('are the last three', () => {
    const kept = stored(['c', nowMs], ['b', nowMs], ['a', nowMs], ['oldest', nowMs]);
    expect(earlierKeys(kept, 'now', nowMs)).toEqual(['c', 'b', 'a']);
  });

  test.each([
    ['nothing', {}],
    ['no list', { ticketKeys: 'text' }],
    ['a list of something else', { ticketKeys: ['text'] }],
    ['a key that is no text', stored([7, nowMs])],
    ['a key without its time', stored(['before', undefined])],
    ['a key that is empty', stored(['', nowMs])],
  ])('are none where %s is stored', (_what, kept) => {
    expect(earlierKeys(kept, 'now', nowMs)).toEqual([]);
  });
});

describe('the key of now', () => {
  const remembered = (kept: ReturnType<typeof stored>) => {
    rememberKey(kept, 'now', nowMs);
    return kept;
  };

  test('is not written again within an hour, so that n8n has nothing to store', () => {
    const kept = stored(['now', nowMs - hourMs + 1]);
    expect(remembered(kept)).toEqual(stored(['now', nowMs - hourMs + 1]));
  });

  test('gets a new time after an hour, and stays one key', () => {
    expect(remembered(stored(['now', nowMs - hourMs], ['before', nowMs]))).toEqual(
      stored(['now', nowMs], ['before', nowMs]),
    );
  });

  test('comes first again, where it was in use before another one', () => {
    expect(remembered(stored(['before', nowMs], ['now', nowMs]))).toEqual(
      stored(['now', nowMs], ['before', nowMs]),
    );
  });

  test('comes before three others of less than a week', () => {
    expect(
      remembered(
        stored(
          ['d', nowMs],
          ['c', nowMs - weekMs],
          ['b', nowMs - weekMs + 1],
          ['a', nowMs],
          ['oldest', nowMs],
        ),
      ),
    ).toEqual(stored(['now', nowMs], ['d', nowMs], ['b', nowMs - weekMs + 1], ['a', nowMs]));
  });

  test('is kept alone where what is stored is something else', () => {
    const kept = { ticketKeys: 'text' };
    rememberKey(kept, 'now', nowMs);
    expect(kept).toEqual(stored(['now', nowMs]));
  });
});
