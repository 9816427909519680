import { z } from 'zod';
import { fromJsonText } from '../../../transcription/calls/json';
import type { AnswerStream } from '../../shared/http/chunksInTime';
import { readAnswer } from '../../shared/http/readAnswer';

/** Such an answer has some hundred bytes. */
const mostBytes = 2 ** 16;

const linkSchema = z.object({ href: z.string().min(1) });

/**
 * The address in an answer of JSON that says where a file is.
 *
 * @returns undefined if there is none
 * @throws TransportError, or the stream's own error, if the answer does not end or is too large
 */
export async function addressInAnswer(body: AnswerStream, timeoutMs: number): Promise<string | undefined> {
  return linkSchema.safeParse(fromJsonText(await readAnswer(body, timeoutMs, mostBytes))).data?.href;
}
