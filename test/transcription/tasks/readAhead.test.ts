import { ReadAhead } from '../../../transcription/tasks/readAhead';

/** Notes `total` tasks one by one; `ended` says whether a look after this many submitted ones finds any. */
async function looksAt(total: number, ended: (submitted: number) => boolean): Promise<number[]> {
  const looks: number[] = [];
  let submitted = 0;
  const ahead = new ReadAhead(total, () => {
    looks.push(submitted);
    return Promise.resolve(!ended(submitted));
  });
  while (submitted < total) {
    submitted += 1;
    ahead.note();
    // Lets the look finish.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return looks;
}

test('a batch whose first tasks end early is read after each twentieth of it', async () => {
  const looks = await looksAt(500, () => true);
  expect(looks).toEqual(Array.from({ length: 20 }, (_, index) => 25 * (index + 1)));
});

test('tasks that take long are read less and less often', async () => {
  expect(await looksAt(500, () => false)).toEqual([25, 75, 175, 375]);
});

test('a look that finds some brings the next one closer again', async () => {
  expect(await looksAt(500, (submitted) => submitted > 100)).toEqual([
    25, 75, 175, 200, 225, 250, 275, 300, 325, 350, 375, 400, 425, 450, 475, 500,
  ]);
});

test('a look that fails counts as one that finds nothing', async () => {
  let looks = 0;
  const ahead = new ReadAhead(20, () => {
    looks += 1;
    return Promise.reject(new Error('no route'));
  });
  for (let task = 0; task < 20; task += 1) {
    ahead.note();
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  expect(looks).toBe(4);
});

test('only one look runs at a time', () => {
  let looks = 0;
  const ahead = new ReadAhead(1, () => {
    looks += 1;
    return new Promise(() => undefined);
  });
  for (let task = 0; task < 10; task += 1) ahead.note();
  expect(looks).toBe(1);
});
