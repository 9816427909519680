import { STATUS_CODES } from 'node:http';
import type { FaultInput } from '../../../emulator/faults';
import type { Operation } from '../../../emulator/operations';
import { carelessAnswers } from './careless';
import { deadFiles, foreignPages } from './foreign';

type RequestFault = Exclude<FaultInput, { on: 'callback' }>;
export type Action = RequestFault['action'];

/** How many requests a fault affects, or for how long. */
export type Times = 'once' | 'forAMinute' | 'always';

/** The format in which a service reports errors. */
export type Dialect = 'envelope' | 'openai' | 'plain';

export interface Fault {
  name: string;
  action: Action;
  /**
   * What the next attempt brings. `passes`: success, as after a broken connection. `stays`: the same error, as for a
   * wrong file. `aside`: nothing is said about a task, so a wait continues, as after a proxy's page or a refused key.
   * `answers`: the answer is complete, but oddly spelt. `ends`: this result will never be readable.
   */
  nature: 'passes' | 'stays' | 'aside' | 'answers' | 'ends';
  /** How long it lasts. Default: once, and permanently. */
  times?: readonly Times[];
  /** Lasts until a timeout, so it occurs only once. */
  slow?: boolean;
  /** Transfers so many bytes that only a few may run at once. */
  heavy?: boolean;
  /** One of many that only the provider's reading of answers tells apart. */
  alike?: boolean;
}

/** The target of redirects: a host other than the service's. */
export interface Elsewhere {
  url: string;
}

const html = '<!doctype html><html><body><h1>Welcome to the gateway</h1></body></html>';
/** Of a task that does not exist. */
export const oddTaskId = 17;
const shapes = ['[]', 'null', `{"code":200,"msg":"ok","data":{"taskId":${oddTaskId},"state":["x"]}}`];
/** ElkAPI may answer with plain text, so these are valid transcripts. */
const texts = ['"text"', '42'];
const whenever = ['beforeBody', 'afterBody', 'afterProcessing'] as const;

/** Faults of networks, proxies and servers that any request can meet. */
function general(dialect: Dialect, { url }: Elsewhere): Fault[] {
  return [
    ...whenever.flatMap((when): Fault[] => [
      { name: `reset, ${when}`, action: { kind: 'drop', reset: true, when }, nature: 'passes' },
      { name: `closed, ${when}`, action: { kind: 'drop', when }, nature: 'passes' },
    ]),
    { name: 'closed, midAnswer', action: { kind: 'drop', when: 'midAnswer' }, nature: 'passes' },
    { name: 'timeout', action: { kind: 'stall', when: 'afterBody' }, nature: 'passes', slow: true },
    {
      name: 'timeout, midAnswer',
      action: { kind: 'stall', when: 'midAnswer' },
      nature: 'passes',
      slow: true,
    },
    { name: 'slow body', action: { kind: 'trickle', everyMs: 100 }, nature: 'passes', slow: true },
    { name: 'truncated', action: body('{"code":200,', { contentLength: 500 }), nature: 'passes' },
    { name: 'wrong length', action: body('{"code":200}', { contentLength: 4 }), nature: 'passes' },
    { name: 'HTML', action: body(html, { contentType: 'text/html' }), nature: 'passes' },
    { name: 'invalid JSON', action: body('{"code":200,"data":'), nature: 'passes' },
    ...(dialect === 'openai' ? shapes : [...shapes, ...texts]).map((shape): Fault => ({
      name: `wrong shape: ${shape}`,
      action: body(shape),
      nature: 'passes',
    })),
    { name: 'empty', action: body(''), nature: 'passes' },
    {
      name: 'invalid UTF-8',
      action: body(Buffer.from([0x7b, 0xff, 0xfe, 0xc3, 0x28]).toString('base64'), { encoding: 'base64' }),
      nature: 'passes',
    },
    {
      name: '100 MB',
      action: { kind: 'huge', megabytes: 100 },
      nature: 'stays',
      heavy: true,
      alike: true,
    },
    {
      name: 'gzip bomb',
      action: { kind: 'huge', megabytes: 400, gzip: true },
      nature: 'stays',
      heavy: true,
      alike: true,
    },
    ...[302, 307].map((status): Fault => ({
      name: `redirect to another host (${status})`,
      action: { kind: 'redirect', to: url, status },
      nature: 'aside',
    })),
  ];
}

const body = (text: string, more: Partial<Extract<Action, { kind: 'body' }>> = {}): Action => ({
  kind: 'body',
  body: text,
  ...more,
});

/** All codes in the API's documentation, and some unknown ones. */
const envelopeCodes = [400, 401, 402, 403, 404, 408, 418, 422, 429, 455, 500, 501, 505, 999];
const unregistered = [455, 499, 520, 522, 524, 529];
const httpCodes = [...Object.keys(STATUS_CODES).map(Number), ...unregistered].filter((code) => code >= 300);

const passing = (code: number) => code === 408 || code === 429 || code === 455 || code >= 500;

/** Apikley's codes for a task that has ended. */
const ending = [408, 501];

/** Apikley's codes that are permanent but say nothing about a task. */
const lasting = [505, 999];

/** HTTP statuses with another meaning for one of the services: Apikley's disabled feature and its maintenance. */
const known = (dialect: Dialect) => (dialect === 'envelope' ? [505] : [455]);

function coded(dialect: Dialect): Fault[] {
  const http = httpCodes.map((status): Fault => ({
    name: `HTTP ${status}`,
    action: { kind: 'http', status, body: status === 304 ? undefined : 'Something is wrong.' },
    nature: passing(status) && !known(dialect).includes(status) ? 'passes' : 'aside',
  }));
  if (dialect === 'plain') return http;
  if (dialect === 'openai') {
    const openai = httpCodes
      .filter((code) => code >= 400)
      .map((status): Fault => ({
        name: `OpenAI error ${status}`,
        action: { kind: 'openaiError', status, message: `Trouble (request id: 20261121${status})` },
        nature: passing(status) && !known(dialect).includes(status) ? 'passes' : 'stays',
      }));
    return [...http, ...openai];
  }
  const envelopes = envelopeCodes.map((code): Fault => ({
    name: `envelope ${code}`,
    action: { kind: 'envelope', code, msg: 'Something is wrong.' },
    nature: ending.includes(code) ? 'stays' : passing(code) && !lasting.includes(code) ? 'passes' : 'aside',
  }));
  return [...http, ...envelopes];
}

/** Everything that can go wrong with any request. */
export const faultsOf = (dialect: Dialect, elsewhere: Elsewhere): Fault[] => [
  ...general(dialect, elsewhere),
  ...coded(dialect).map((fault) => ({ ...fault, alike: true })),
];

/** Faults of one kind of request only. */
export const faultsAt: Partial<Record<FaultyOperation, readonly Fault[]>> = {
  createTask: carelessAnswers,
  recordInfo: foreignPages,
  resultFile: [...foreignPages, ...deadFiles],
  credit: foreignPages,
  quota: foreignPages,
};

/** Requests that the emulator answers, by purpose. */
export type FaultyOperation = Exclude<Operation, 'callback'>;
