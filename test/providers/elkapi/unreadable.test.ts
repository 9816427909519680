import { isPage, messageIn } from '../../../providers/elkapi/unreadable';

describe('what an answer says in words', () => {
  test.each([
    ['Wait.', 'Wait'],
    [{ error: { error: { error: 'Wait' } } }, 'Wait'],
    [[{ error: { error: 'Wait' } }], 'Wait'],
    [{ message: ' ', detail: 'Wait' }, 'Wait'],
  ])('is found three levels deep: %j', (value, message) => {
    expect(messageIn(value)).toBe(message);
  });

  test.each([
    [{ error: { error: { error: { error: 'Wait' } } } }],
    [[{ error: [{ error: 'Wait' }] }]],
    [['Wait']],
    [[]],
    [[[{ error: 'Wait' }]]],
    [{ other: 'Wait' }],
    [''],
    [7],
    [null],
    [undefined],
  ])('is not looked for any deeper, nor in other places: %j', (value) => {
    expect(messageIn(value)).toBeUndefined();
  });
});

test.each([' '.repeat(100), '\n\uFEFF'])('a page is one between any blanks (case %#)', (blanks) => {
  expect(isPage(`${blanks}<html><body>Wait</body></html>`)).toBe(true);
  expect(isPage(`<fault>Wait</fault>${blanks}`)).toBe(true);
  expect(isPage(`${blanks}Hello.${blanks}`)).toBe(false);
});
