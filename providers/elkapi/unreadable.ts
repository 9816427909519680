import { TranscriptionError } from '../../transcription/errors';
import { keptAnswer } from '../../transcription/calls/keptAnswer';
import { withoutStop } from '../../transcription/text/oneLine';
import { isRecord } from '../../transcription/isRecord';

export interface WhyUnreadable {
  /** The answer's text, if it has one instead of a transcript. */
  said?: string;
  /** Whether it is a page of HTML or XML. */
  page?: boolean;
  cause?: unknown;
}

/**
 * The error for a successful answer without a transcript. It may have been paid for, so the answer is kept.
 *
 * @param body as it came
 */
export function unreadable(
  body: string,
  { said, page = false, cause }: WhyUnreadable = {},
): TranscriptionError {
  return new TranscriptionError(messageAbout(said, page), {
    code: 'badAnswer',
    mayHaveCharged: true,
    description:
      said === undefined
        ? 'The recording may have been charged, so it was not sent again. Check the Base URL in the credential (it ends in /v1), and try another Response Format in the options.'
        : 'The recording may have been transcribed and charged anyway, so it was not sent again. Check your ElkAPI account, wait a few minutes, then run the workflow again.',
    answer: keptAnswer(body),
    cause,
  });
}

function messageAbout(said: string | undefined, page: boolean): string {
  if (said !== undefined) return `ElkAPI answered with a message in place of a transcript: ${said}.`;
  if (page) return 'ElkAPI answered with a web page in place of a transcript.';
  return "ElkAPI's answer holds no transcript that could be read.";
}

/** Tags that may mark up speech in a plain-text answer. */
const inline = new Set(['b', 'c', 'em', 'font', 'i', 'strong', 'u', 'v']);

/** Whether a text is an HTML or XML page, sent by a server in between. */
export function isPage(text: string): boolean {
  const start = text.slice(0, 1_000).trimStart();
  if (/^<(?:!doctype|!--|\?xml|html|head|body)\b/i.test(start) || start.startsWith('<!--')) return true;
  const element = /^<([a-z][\w.:-]{0,60})(?:\s[^<>]*)?>/i.exec(start)?.[1];
  if (element === undefined || inline.has(element.toLowerCase())) return false;
  return text.slice(-200).trimEnd().endsWith(`</${element}>`);
}

/** Fields in which gateways put messages, starting with those that contain a sentence. */
const names = ['message', 'msg', 'error', 'error_message', 'error_msg', 'errmsg', 'detail', 'reason'];

/** @returns the message in a JSON answer, on one line; undefined if there is none */
export function messageIn(value: unknown, depth = 3): string | undefined {
  if (typeof value === 'string') return withoutStop(value) || undefined;
  if (depth === 0) return undefined;
  if (Array.isArray(value)) return isRecord(value[0]) ? messageIn(value[0], depth - 1) : undefined;
  if (!isRecord(value)) return undefined;
  for (const name of names) {
    const message = messageIn(value[name], depth - 1);
    if (message !== undefined) return message;
  }
  return undefined;
}
