import { z } from 'zod';
import { fromJsonText } from '../../transcription/calls/json';
import { recordingName } from '../../transcription/audio/recordingName';

/** A URL segment without an extension is not a file name, and may be the secret of a private link. */
const fileName = /.\.[a-z0-9]{2,5}$/i;

const paramSchema = z.object({ input: z.unknown() });
const inputSchema = z.object({ audio_url: z.string().url() });

/**
 * The recording's name in the task's parameters. The rest of its URL may be signed and is not used.
 *
 * @param param a JSON string, whose `input` is again a JSON string; both are also accepted as objects
 * @returns undefined if no file name can be read
 */
export function sourceName(param: unknown): string | undefined {
  const input = paramSchema.safeParse(fromJsonText(param)).data?.input;
  const url = inputSchema.safeParse(fromJsonText(input)).data?.audio_url;
  const name = url === undefined ? undefined : recordingName(decoded(new URL(url).pathname));
  return name !== undefined && fileName.test(name) ? name : undefined;
}

/** Empty if it can't be decoded. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}
