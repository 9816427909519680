import {
  complaintIn,
  complaintInFailure,
  isAboutFile,
  isAboutLength,
  isAboutLoad,
  isAboutModel,
  isAboutMoney,
} from '../../../providers/elkapi/complaint';

describe('an answer that is certain to be an error', () => {
  const said = (message: string, code?: string) => ({ message, code, type: undefined, openAi: false });

  test.each([
    ['{"message":"Wait.","code":"busy"}', said('Wait', 'busy')],
    ['{"message":"Wait","code":503}', said('Wait')],
    ['[{"message":"Wait","code":"busy"}]', said('Wait')],
    ['"Wait"', said('Wait')],
  ])('says what it says in words, with a code that is a text: %s', (body, complaint) => {
    expect(complaintInFailure(body)).toEqual(complaint);
  });

  test.each(['{"code":"insufficient_quota"}', '{}', '[]', '{"message":""}', 'Wait', '{"message":'])(
    'holds no complaint without words of its own: %s',
    (body) => {
      expect(complaintInFailure(body)).toBeUndefined();
    },
  );
});

test.each(['\uFEFF{"error":{"message":"Wait"}}', ' \n{"error":{"message":"Wait"}}'])(
  'an error is read behind what stands in front of it: %j',
  (body) => {
    expect(complaintIn(body)).toMatchObject({ message: 'Wait', openAi: true });
  },
);

describe('a complaint is known by its code, and by its type, whatever its words', () => {
  test.each([
    ['money', isAboutMoney, 'insufficient_user_quota'],
    ['money', isAboutMoney, 'insufficient_quota'],
    ['the model', isAboutModel, 'model_not_found'],
    ['the file', isAboutFile, 'invalid_file_format'],
    ['the file', isAboutFile, 'unsupported_file'],
    ['the file', isAboutFile, 'audio_too_short'],
    ['the load', isAboutLoad, 'overloaded'],
    ['the load', isAboutLoad, 'server_overloaded'],
    ['the load', isAboutLoad, 'engine_overloaded'],
  ])('to be about %s', (_what, isAbout, word) => {
    const complaint = { message: 'No', code: undefined, type: undefined, param: undefined, openAi: true };
    expect(isAbout({ ...complaint, code: word })).toBe(true);
    expect(isAbout({ ...complaint, type: word })).toBe(true);
    expect(isAbout(complaint)).toBe(false);
  });

  test('and is about nothing where there is none', () => {
    for (const isAbout of [isAboutMoney, isAboutModel, isAboutLength, isAboutFile, isAboutLoad]) {
      expect(isAbout(undefined)).toBe(false);
    }
  });
});
