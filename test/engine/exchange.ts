import type { IDataObject, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { z } from 'zod';

/** A POST request to a node's webhook. */
export interface Call {
  query?: Record<string, string>;
  body?: IDataObject;
  headers?: Record<string, string>;
}

const requestSchema = z.custom<NonNullable<IWorkflowExecuteAdditionalData['httpRequest']>>();
const responseSchema = z.custom<NonNullable<IWorkflowExecuteAdditionalData['httpResponse']>>();

/** The parts of a request and its response that nodes use. */
export function exchange({ query = {}, body = {}, headers = {} }: Call) {
  let status = 200;
  let answer: unknown;
  const response = {
    status: (code: number) => {
      status = code;
      return response;
    },
    json: (said: unknown) => {
      if (answer !== undefined) throw new Error('the caller was answered twice');
      answer = said;
    },
  };
  return {
    request: requestSchema.parse({ query, body, headers, params: {} }),
    response: responseSchema.parse(response),
    told: () => ({ status, answer }),
  };
}
