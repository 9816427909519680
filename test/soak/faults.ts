import type { FaultInput } from '../../emulator/faults';
import type { Random } from './random';
import type { Recording } from './recordings';
import type { Mode } from './ways';

/** A fault and its name in the report. */
export interface NamedFault {
  name: string;
  fault: FaultInput;
}

type RequestFault = Exclude<FaultInput, { on: 'callback' }>;
type CallbackFault = Extract<FaultInput, { on: 'callback' }>;
type CallbackAction = CallbackFault['action'];
type RequestAction = RequestFault['action'];

const page = '<!doctype html><title>Bad gateway</title>';
const html = (status: number, when: 'afterBody' | 'afterProcessing'): RequestAction => ({
  kind: 'body',
  status,
  body: page,
  contentType: 'text/html',
  when,
});
/** A proxy's answer while the server behind it is down, in its own words and with any status. */
const foreign = (random: Random): RequestAction => ({
  kind: 'body',
  status: random.oneOf([200, 400, 401, 403, 404, 422, 500, 503]),
  ...random.oneOf([
    { body: page, contentType: 'text/html' },
    { body: '{"message":"Forbidden"}', contentType: 'application/json' },
  ]),
});
const drop = (when: 'beforeBody' | 'afterBody' | 'afterProcessing' | 'midAnswer'): RequestAction => ({
  kind: 'drop',
  when,
});
const envelope = (code: number, when: 'afterBody' | 'afterProcessing' = 'afterBody'): RequestAction => ({
  kind: 'envelope',
  code,
  msg: 'Scripted',
  when,
});
const elkError = (status: number, code: string | null = null): RequestAction => ({
  kind: 'openaiError',
  status,
  message: 'Scripted',
  code,
  headers: { 'retry-after': '1' },
});
const slow: RequestAction = { kind: 'delay', ms: 2_500, when: 'afterProcessing' };
const tooMany: RequestAction = { kind: 'http', status: 429, headers: { 'retry-after': '1' }, body: '' };

/**
 * Faults of a request. A refusal that says "nothing was created" never follows completed work: no client can be
 * correct with a service that lies. Only the weather uses `beforeBody`, because the request's recording is unknown
 * until the body has been read.
 */
const onSubmit: readonly [RequestAction, ...RequestAction[]] = [
  drop('afterBody'),
  drop('afterProcessing'),
  drop('midAnswer'),
  tooMany,
  envelope(429),
  envelope(402),
  envelope(422),
  envelope(455),
  envelope(505),
  envelope(500),
  envelope(500, 'afterProcessing'),
  html(502, 'afterBody'),
  html(200, 'afterProcessing'),
  html(504, 'afterProcessing'),
  slow,
  { kind: 'stall', when: 'afterProcessing' },
];

const onRead: readonly [RequestAction, ...RequestAction[]] = [
  drop('beforeBody'),
  drop('afterProcessing'),
  drop('midAnswer'),
  tooMany,
  envelope(429),
  envelope(455),
  envelope(500),
  envelope(401),
  envelope(505),
  html(200, 'afterProcessing'),
  html(502, 'afterBody'),
  { kind: 'neverReady' },
  { kind: 'unknownTask' },
  slow,
  { kind: 'stall', when: 'afterBody' },
];

const onAudio: readonly [RequestAction, ...RequestAction[]] = [
  drop('afterBody'),
  drop('midAnswer'),
  html(200, 'afterBody'),
  { kind: 'http', status: 404 },
  { kind: 'http', status: 503 },
  slow,
];

const onTranscription: readonly [RequestAction, ...RequestAction[]] = [
  drop('afterBody'),
  drop('afterProcessing'),
  drop('midAnswer'),
  elkError(429),
  elkError(429, 'insufficient_user_quota'),
  elkError(500),
  elkError(503),
  elkError(400),
  html(200, 'afterProcessing'),
  html(502, 'afterProcessing'),
  html(504, 'afterProcessing'),
  slow,
  { kind: 'stall', when: 'afterBody' },
  { kind: 'stall', when: 'afterProcessing' },
];

const onCallback: readonly [CallbackAction, ...CallbackAction[]] = [
  { kind: 'lost' },
  { kind: 'early' },
  { kind: 'repeat', times: 3 },
  { kind: 'late', ms: 6_000 },
  { kind: 'forgedTranscript', text: 'A forged transcript.' },
  { kind: 'unknownTaskId' },
  { kind: 'idSpelling', spelling: 'task_id' },
  { kind: 'idSpelling', spelling: 'none' },
  { kind: 'callbackBody', body: page, contentType: 'text/html' },
];

/** Faults of one recording: usually none. */
export function faultsOf(mode: Mode, recording: Recording, random: Random): NamedFault[] {
  const found: RequestFault[] = [];
  const times = () => random.between(1, 3);
  if (random.chance(0.02)) {
    const match = { fileName: recording };
    found.push({ on: 'audio', action: random.oneOf(onAudio), match, times: times() });
  }
  if (mode === 'elkapi') {
    const match = { fileName: recording };
    if (random.chance(0.12)) {
      found.push({ on: 'transcriptions', action: random.oneOf(onTranscription), match, times: times() });
    }
    return found.map(named);
  }
  const match = { audioUrl: recording };
  if (random.chance(0.06)) {
    found.push({ on: 'createTask', action: random.oneOf(onSubmit), match, times: times() });
  }
  if (random.chance(0.12)) {
    found.push({ on: 'recordInfo', action: random.oneOf(onRead), match, times: times() });
  }
  if (random.chance(0.04)) {
    const forMs = random.between(2_000, 60_000);
    found.push({ on: 'recordInfo', action: foreign(random), match, times: null, forMs });
  }
  const called: CallbackFault[] =
    mode !== 'wait' && random.chance(0.25)
      ? [{ on: 'callback', action: random.oneOf(onCallback), match }]
      : [];
  return [...found, ...called].map(named);
}

/** A fault for the next request, whoever makes it. */
export function weather(random: Random): NamedFault {
  return named(
    random.oneOf<FaultInput>([
      { on: 'createTask', action: drop('beforeBody'), times: random.between(1, 3) },
      { on: 'transcriptions', action: drop('beforeBody'), times: random.between(1, 3) },
      { on: 'recordInfo', action: { kind: 'http', status: 503 }, times: random.between(5, 30) },
      { on: 'recordInfo', action: envelope(455), times: random.between(5, 30) },
      { on: 'createTask', action: tooMany, times: random.between(3, 10) },
      { on: 'recordInfo', action: foreign(random), times: null, forMs: random.between(2_000, 15_000) },
      { on: 'resultFile', action: foreign(random), times: null, forMs: random.between(2_000, 60_000) },
    ]),
  );
}

function named(fault: FaultInput): NamedFault {
  const { action } = fault;
  const what = [
    action.kind,
    'status' in action && action.status,
    'code' in action && action.code,
    'spelling' in action && action.spelling,
    'when' in action && action.when,
    fault.forMs !== undefined && 'for seconds to a minute',
  ];
  return { name: `${fault.on}: ${what.filter(Boolean).join(' ')}`, fault };
}
