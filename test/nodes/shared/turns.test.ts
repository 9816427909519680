import { takeTurn } from '../../../nodes/shared/turns';

test('eight webhooks work at a time, and the next may when one of them has ended', () => {
  const taken = Array.from({ length: 8 }, () => takeTurn());
  expect(taken).not.toContain(undefined);
  expect(takeTurn()).toBeUndefined();
  taken[3]?.();
  const next = takeTurn();
  expect(next).toBeDefined();
  expect(takeTurn()).toBeUndefined();
  for (const giveBack of [...taken.filter((_, index) => index !== 3), next]) giveBack?.();
});
