import { randomInt } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { PlainFailure, systemErrorCode } from './failure';
import type { N8nRest, Owner } from './rest';
import { RestError } from './restConnection';

const demo = { email: 'demo@example.com', firstName: 'Demo', lastName: 'Owner' };

/** What every playground had before passwords were made at random. */
const formerPassword = 'Transcribe1';

/** Without characters that look alike, since people type it. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/** 92 bits, more than anybody can try. */
const passwordLength = 16;

/** A random password that n8n takes: it wants a capital letter and a digit. */
export function newPassword(): string {
  for (;;) {
    const signs = Array.from({ length: passwordLength }, () => alphabet[randomInt(alphabet.length)]);
    const password = signs.join('');
    if (/[A-Z]/.test(password) && /\d/.test(password)) return password;
  }
}

const passwordFile = (folder: string): string => path.join(folder, 'password');

/**
 * The playground's owner. The password is made on the first start, and kept in a file that only its user can read, so
 * that it stays the same.
 */
export async function ownerIn(folder: string): Promise<Owner> {
  const file = passwordFile(folder);
  try {
    const kept = (await readFile(file, 'utf8')).trim();
    if (kept !== '') return { ...demo, password: kept };
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
  const password = newPassword();
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return { ...demo, password };
}

type Account = Pick<N8nRest, 'isFresh' | 'setUpOwner' | 'logIn' | 'changePassword'>;

/**
 * Signs in as the owner, who is created on the first start. A playground that still has the former password, which
 * everybody knows, gets the owner's.
 *
 * @returns the owner with the password that holds: the former one where n8n refused to change it
 */
export async function signIn(rest: Account, owner: Owner, folder: string): Promise<Owner> {
  if (await rest.isFresh()) {
    await rest.setUpOwner(owner);
    return owner;
  }
  if (await logsIn(rest, owner)) return owner;
  const former = { ...owner, password: formerPassword };
  if (!(await logsIn(rest, former))) {
    throw new PlainFailure(
      `n8n does not accept the password in ${passwordFile(folder)}. If it was changed in n8n, write the new one into this file. To begin anew, delete ${folder}.`,
    );
  }
  try {
    await rest.changePassword(formerPassword, owner.password);
    return owner;
  } catch (error) {
    if (error instanceof RestError) return former;
    throw error;
  }
}

async function logsIn(rest: Account, owner: Owner): Promise<boolean> {
  try {
    await rest.logIn(owner);
    return true;
  } catch (error) {
    if (error instanceof RestError && error.status === 401) return false;
    throw error;
  }
}
