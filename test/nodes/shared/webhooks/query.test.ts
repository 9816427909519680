import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { queryOf } from '../../../../nodes/shared/webhooks/query';

const requestWith = (query: unknown) => ({
  getQueryData: z
    .custom<IWebhookFunctions['getQueryData']>()
    .parse(() => z.custom<IDataObject>().parse(query)),
});

test('a query is read parameter by parameter', () => {
  const query = queryOf(requestWith({ ticket: 'a b', other: '' }));
  expect(query.get('ticket')).toBe('a b');
  expect(query.get('other')).toBe('');
  expect(query.get('missing')).toBeNull();
});

test('a parameter that comes twice, or with brackets, counts as missing', () => {
  const query = queryOf(requestWith({ ticket: ['one', 'two'], nested: { ticket: 'three' }, fine: 'yes' }));
  expect([...query.keys()]).toEqual(['fine']);
});

test.each([undefined, null, 'ticket=1'])('a query of %j holds nothing', (query) => {
  expect([...queryOf(requestWith(query))]).toEqual([]);
});
