import { answerText } from '../../../transcription/calls/answerText';
import { TransportError } from '../../../transcription/calls/http';
import { type AnswerStream, chunksInTime } from './chunksInTime';
import { timeoutSignal } from './timeoutSignal';

/**
 * Reads a response as UTF-8 text, and gives up if it is too large or doesn't end.
 *
 * @param most bytes after decompression; at most one chunk is read beyond them
 * @throws TransportError, or the stream's own error
 */
export async function readAnswer(body: AnswerStream, timeoutMs: number, most: number): Promise<string> {
  const late = () =>
    new TransportError(`the answer was not complete after ${timeoutMs / 1000} s`, {
      requestSent: true,
      transient: true,
    });
  return await answerText(chunksInTime(body, timeoutSignal(timeoutMs), late), most);
}
