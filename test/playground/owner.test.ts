import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { newPassword, ownerIn, signIn } from '../../playground/owner';
import { RestError } from '../../playground/restConnection';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'playground-owner-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the password', () => {
  test('is one that n8n takes, and never the same', () => {
    const passwords = Array.from({ length: 200 }, newPassword);
    for (const password of passwords) expect(password).toMatch(/^(?=.*[A-Z])(?=.*\d)\w{16}$/);
    expect(new Set(passwords).size).toBe(passwords.length);
  });

  test('stays the same from start to start, in a file for its user only', async () => {
    const { password } = await ownerIn(path.join(folder, 'state'));
    expect((await ownerIn(path.join(folder, 'state'))).password).toBe(password);
    const file = path.join(folder, 'state', 'password');
    expect(await readFile(file, 'utf8')).toBe(`${password}\n`);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('can be replaced by one’s own', async () => {
    await writeFile(path.join(folder, 'password'), 'My-own-1\n');
    expect((await ownerIn(folder)).password).toBe('My-own-1');
  });
});

/** An n8n whose owner has this password, or has none yet. */
function account(password: string | undefined, options: { changes?: boolean } = {}) {
  let now = password;
  return {
    password: () => now,
    isFresh: () => Promise.resolve(now === undefined),
    setUpOwner: (owner: { password: string }) => {
      now = owner.password;
      return Promise.resolve();
    },
    logIn: (owner: { password: string }) =>
      owner.password === now
        ? Promise.resolve()
        : Promise.reject(new RestError(401, 'POST /login', 'Wrong password')),
    changePassword: (_current: string, next: string) => {
      if (options.changes === false) return Promise.reject(new RestError(400, 'PATCH /me/password', 'No'));
      now = next;
      return Promise.resolve();
    },
  };
}

describe('signing in', () => {
  test('creates the owner on the first start, and finds it on the next', async () => {
    const n8n = account(undefined);
    const owner = await ownerIn(folder);
    expect(await signIn(n8n, owner, folder)).toEqual(owner);
    expect(await signIn(n8n, owner, folder)).toEqual(owner);
    expect(n8n.password()).toBe(owner.password);
  });

  test('replaces the password that all playgrounds had before', async () => {
    const n8n = account('Transcribe1');
    const owner = await ownerIn(folder);
    expect(await signIn(n8n, owner, folder)).toEqual(owner);
    expect(n8n.password()).toBe(owner.password);
  });

  test('goes on with the former password if n8n refuses a new one', async () => {
    const n8n = account('Transcribe1', { changes: false });
    expect((await signIn(n8n, await ownerIn(folder), folder)).password).toBe('Transcribe1');
  });

  test('says where to write a password that was changed in n8n', async () => {
    const owner = await ownerIn(folder);
    await expect(signIn(account('Changed-in-n8n-1'), owner, folder)).rejects.toThrow(
      path.join(folder, 'password'),
    );
  });
});
