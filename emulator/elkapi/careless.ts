import type { Facts } from '../facts';
import { jsonAnswer, type Answer } from '../http/answer';

/** What a careless gateway does to the service's answer on its way to the client. */
export function careless(answer: Answer, facts: Facts): Answer {
  const inPlace = replacements[facts.elkAnswer];
  if (inPlace) return inPlace;
  const body = withNaN(String(answer.body), facts);
  switch (facts.elkWrapping) {
    case 'none':
      return { ...answer, body };
    case 'jsonString':
      return { ...answer, body: JSON.stringify(body) };
    case 'byteOrderMark':
      return { ...answer, body: `\uFEFF${body}` };
    case 'dataObject':
      return { ...answer, body: body.startsWith('{') ? `{"code":200,"message":"ok","data":${body}}` : body };
  }
}

const replacements: Partial<Record<Facts['elkAnswer'], Answer>> = {
  message: jsonAnswer(200, { code: 500, message: 'system busy', data: null }),
  list: jsonAnswer(200, []),
  page: {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: '<?xml version="1.0"?>\n<Error><Code>SlowDown</Code></Error>',
  },
};

const withNaN = (body: string, { elkNumbers }: Facts): string =>
  elkNumbers === 'NaN'
    ? body.replace(/"(avg_logprob|compression_ratio|no_speech_prob)":[-\d.]+/g, '"$1":NaN')
    : body;
