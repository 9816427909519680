import { STATUS_CODES } from 'node:http';
import type { FaultInput } from '../../../emulator/faults';
import type { Operation } from '../../../emulator/operations';
import { carelessAnswers } from './careless';
import { deadFiles, foreignPages } from './foreign';

type RequestFault = Exclude<FaultInput, { on: 'callback' }>;
export type Action = RequestFault['action'];

/** For how many requests, or how long, a fault strikes. */
export type Times = 'once' | 'forAMinute' | 'always';

/** In whose words a service says that something is wrong. */
export type Dialect = 'envelope' | 'openai' | 'plain';

export interface Fault {
  name: string;
  action: Action;
  /**
   * What may come of the next try: `passes` like a broken connection, `stays` like a wrong file. `aside`: says
   * nothing of a task, so that whoever waits for one goes on, as after a proxy's page or a refused key. `answers`: all
   * that is needed is there, oddly spelt. `ends`: nobody will ever read this result.
   */
  nature: 'passes' | 'stays' | 'aside' | 'answers' | 'ends';
  /** How long it lasts; otherwise once, and for good. */
  times?: readonly Times[];
  /** Takes a timeout, so it strikes once. */
  slow?: boolean;
  /** Moves so many bytes that few may run at a time. */
  heavy?: boolean;
}

/** Where a redirect leads: another host than the service's. */
export interface Elsewhere {
  url: string;
}

const html = '<!doctype html><html><body><h1>Welcome to the gateway</h1></body></html>';
const shapes = ['[]', 'null', '{"code":200,"msg":"ok","data":{"taskId":17,"state":["x"]}}'];
/** ElkAPI may answer with the bare text, so these are transcripts of its. */
const texts = ['"text"', '42'];
const whenever = ['beforeBody', 'afterBody', 'afterProcessing'] as const;

/** What networks, proxies and servers do to any request. */
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
    { name: '100 MB', action: { kind: 'huge', megabytes: 100 }, nature: 'stays', heavy: true },
    {
      name: 'gzip bomb',
      action: { kind: 'huge', megabytes: 400, gzip: true },
      nature: 'stays',
      heavy: true,
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

/** All codes of the contract, and some that nobody has heard of. */
const envelopeCodes = [400, 401, 402, 403, 404, 408, 418, 422, 429, 455, 500, 501, 505, 999];
const unregistered = [455, 499, 520, 522, 524, 529];
const httpCodes = [...Object.keys(STATUS_CODES).map(Number), ...unregistered].filter((code) => code >= 300);

const passing = (code: number) => code === 408 || code === 429 || code === 455 || code >= 500;

/** Codes by which Apikley says that a task is over. */
const ending = [408, 501];

/** Codes of Apikley that mean the same tomorrow, and still say nothing of a task. */
const lasting = [505, 999];

/** HTTP statuses that mean something else to one service: Apikley's feature that is off, and its maintenance. */
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
  ...coded(dialect),
];

/** What can go wrong with a certain request alone. */
export const faultsAt: Partial<Record<FaultyOperation, readonly Fault[]>> = {
  createTask: carelessAnswers,
  recordInfo: foreignPages,
  resultFile: [...foreignPages, ...deadFiles],
  credit: foreignPages,
  quota: foreignPages,
};

/** Requests that the emulator answers, by what they are for. */
export type FaultyOperation = Exclude<Operation, 'callback'>;
