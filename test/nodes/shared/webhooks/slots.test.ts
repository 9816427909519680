import { takeTurn, type TurnOwner } from '../../../../nodes/shared/webhooks/slots';

const account = {};
const given: Array<() => void> = [];
afterEach(() => {
  for (const giveBack of given.splice(0)) giveBack();
});

const take = (owner: TurnOwner): boolean => {
  const giveBack = takeTurn(owner);
  if (giveBack) given.push(giveBack);
  return giveBack !== undefined;
};
/** How many more turns someone gets who takes as many as possible. */
const taken = (owner: TurnOwner | ((index: number) => TurnOwner)): number => {
  let count = 0;
  while (count < 20 && take(typeof owner === 'function' ? owner(count) : owner)) count += 1;
  return count;
};

const trigger = (workflowId: string, of?: object): TurnOwner => ({
  kind: 'trigger',
  workflowId,
  account: of,
});
const suspended = (workflowId: string, of?: object): TurnOwner => ({
  kind: 'suspended',
  workflowId,
  account: of,
});

test('eight webhooks run at a time, and the next may start when one of them has ended', () => {
  expect(taken((index) => trigger(`t${index}`))).toBe(6);
  expect(taken((index) => suspended(`s${index}`))).toBe(2);
  given.splice(3, 1)[0]?.();
  expect(taken(suspended('next'))).toBe(1);
});

test('one workflow leaves turns to others of its account, and one account to other accounts', () => {
  expect(taken(trigger('flooded', account))).toBe(4);
  expect(taken(trigger('beside', account))).toBe(1);
  expect(taken(trigger('elsewhere', {}))).toBe(1);
});

test('triggers leave turns to suspended executions, and those to triggers', () => {
  expect(taken((index) => suspended(`s${index}`))).toBe(6);
  expect(taken((index) => trigger(`t${index}`))).toBe(2);
});

test('unknown accounts are not treated as one', () => {
  expect(taken((index) => trigger(`t${index}`))).toBe(6);
});

test('returning a turn twice frees only one place', () => {
  const giveBack = takeTurn(trigger('first'));
  expect(taken(trigger('first'))).toBe(3);
  giveBack?.();
  giveBack?.();
  expect(taken(trigger('first'))).toBe(1);
});
