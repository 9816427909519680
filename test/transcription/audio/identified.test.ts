import { headBytes } from '../../../transcription/audio/content';
import { identified } from '../../../transcription/audio/identified';
import { audioFile, fixtureFile } from '../../support/audio';

test('a file is given what its first bytes say, and keeps the rest', async () => {
  const given = { ...fixtureFile('english.ogg'), fileName: 'note.mp3', mediaType: 'audio/mpeg' };
  expect(await identified(Object.freeze(given))).toEqual({ ...given, content: { kind: 'ogg' } });
});

test('a file that is not recognised stays as it is', async () => {
  const given = audioFile('a.mp3', 'audio/mpeg', new Uint8Array(1_000));
  expect(await identified(given)).toEqual(given);
});

test('no more is read than needed, and the source is closed', async () => {
  let read = 0;
  let isClosed = false;
  const given = {
    ...fixtureFile('english.mp3'),
    *open() {
      try {
        for (;;) {
          read += 1;
          yield new Uint8Array(headBytes / 4);
        }
      } finally {
        isClosed = true;
      }
    },
  };
  await identified(given);
  expect({ read, isClosed }).toEqual({ read: 4, isClosed: true });
});

test('an empty file is not opened', async () => {
  const open = jest.fn(() => []);
  await identified({ ...fixtureFile('english.mp3'), sizeBytes: 0, open });
  expect(open).not.toHaveBeenCalled();
});

test('a file in small chunks is recognised', async () => {
  const bytes = [...'<!doctype html>'].map((character) => Buffer.from(character));
  const given = { ...audioFile('a.mp3', 'audio/mpeg', Buffer.concat(bytes)), open: () => bytes };
  expect((await identified(given)).content).toEqual({ kind: 'html' });
});
