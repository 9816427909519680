import { isAccepted, readEnvelope } from '../../../providers/apikley/envelope';

const answer = (body: unknown, status = 200) => ({
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('an envelope', () => {
  test('is read with its message under either name', () => {
    expect(readEnvelope(answer({ code: 422, msg: 'a' }))).toMatchObject({ code: 422, msg: 'a' });
    expect(readEnvelope(answer({ code: 422, message: 'b' }))).toMatchObject({ code: 422, msg: 'b' });
    expect(readEnvelope(answer({ code: 422, msg: null, data: 1 }))).toMatchObject({
      code: 422,
      msg: '',
      data: 1,
    });
  });

  test('may have its code in a string', () => {
    expect(readEnvelope(answer({ code: '401' }))?.code).toBe(401);
    expect(readEnvelope(answer({ code: '200', data: { a: 1 } }))).toEqual({
      code: 200,
      msg: '',
      data: { a: 1 },
    });
  });

  test('may lack a code if it has data and the HTTP status is a success', () => {
    expect(readEnvelope(answer({ msg: 'success', data: { a: 1 } }))).toEqual({
      code: 200,
      msg: 'success',
      data: { a: 1 },
    });
    expect(readEnvelope(answer({ success: true, data: 12.5 }, 201))?.data).toBe(12.5);
  });

  test.each([
    ['says that it is none', { success: false, data: {} }, 200],
    ['brings nothing', { msg: 'success', data: null }, 200],
    ['is an error by HTTP', { data: {} }, 502],
  ])('without a code is not accepted if it %s', (_what, body, status) => {
    expect(readEnvelope(answer(body, status))).toBeUndefined();
  });

  test('may have its data as JSON in a string', () => {
    expect(readEnvelope(answer({ code: 200, data: '{"state":"success"}' }))?.data).toEqual({
      state: 'success',
    });
    expect(readEnvelope(answer({ code: 200, data: '\ufeff{}' }))?.data).toEqual({});
    expect(readEnvelope(answer({ code: 200, data: 'null' }))?.data).toBeNull();
    expect(readEnvelope(answer({ code: 200, data: 'a text' }))?.data).toBe('a text');
  });

  test('may begin with a byte order mark', () => {
    expect(readEnvelope(answer('\ufeff{"code":401}'))?.code).toBe(401);
  });

  test.each([400, 401, 403, 404, 408, 422, 455, 500, 501])(
    'takes precedence over the HTTP status %i',
    (status) => {
      expect(readEnvelope(answer({ code: 455, msg: 'No' }, status))?.code).toBe(455);
      expect(readEnvelope(answer({ code: 455, data: null }, status))?.code).toBe(455);
    },
  );

  test.each([302, 400, 401, 402, 403, 404, 408, 422, 500, 501, 503])(
    'is not what a proxy sends with the HTTP status %i, even with the same number in its JSON',
    (status) => {
      expect(readEnvelope(answer({ code: status, message: 'No' }, status))).toBeUndefined();
      expect(readEnvelope(answer({ code: 200, msg: 'success', data: {} }, status))).toBeUndefined();
      expect(readEnvelope(answer('<html></html>', status))).toBeUndefined();
      expect(readEnvelope(answer('', status))).toBeUndefined();
    },
  );

  test.each([
    '<html></html>',
    '',
    '{"code":',
    'null',
    '[]',
    '"ok"',
    '{"msg":"hello"}',
    '{"code":"No","msg":"a"}',
  ])('is not %j, although the HTTP status is a success', (body) => {
    expect(readEnvelope(answer(body))).toBeUndefined();
  });
});

test.each([
  [199, false],
  [200, true],
  [299, true],
  [300, false],
])('HTTP says with %i that all is well: %s', (status, accepted) => {
  expect(isAccepted({ status })).toBe(accepted);
});

describe('an envelope without a code', () => {
  test('has its message under either name, or none', () => {
    expect(readEnvelope(answer({ message: 'b', data: 1 }))).toEqual({ code: 200, msg: 'b', data: 1 });
    expect(readEnvelope(answer({ msg: 'a', message: 'b', data: 1 }))?.msg).toBe('a');
    expect(readEnvelope(answer({ data: 1 }))).toEqual({ code: 200, msg: '', data: 1 });
  });
});
