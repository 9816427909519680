import { z } from 'zod';
import { fromJsonText } from '../../transcription/calls/json';
import { recordingName } from '../../transcription/audio/recordingName';

/** A segment without an extension is no file's name, and may be the secret of a link that is not to be shown. */
const fileName = /.\.[a-z0-9]{2,5}$/i;

const paramSchema = z.object({ input: z.unknown() });
const inputSchema = z.object({ audio_url: z.string().url() });

/**
 * The name of the recording in what the task was created with. The rest of its URL, which may be signed, stays
 * here.
 *
 * @param param a JSON string, whose `input` is a JSON string again; tolerated as objects
 * @returns undefined where no file's name can be read
 */
export function sourceName(param: unknown): string | undefined {
  const input = paramSchema.safeParse(fromJsonText(param)).data?.input;
  const url = inputSchema.safeParse(fromJsonText(input)).data?.audio_url;
  const name = url === undefined ? undefined : recordingName(decoded(new URL(url).pathname));
  return name !== undefined && fileName.test(name) ? name : undefined;
}

/** Empty when it can not be decoded. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}
