import type { Action, Fault } from './faults';

const html = '<!doctype html><html><body><h1>Welcome to the gateway</h1></body></html>';
/** The way API gateways put it. */
const json = '{"message":"Forbidden","requestId":"8f1c22"}';

const statuses = [200, 400, 401, 403, 404, 422, 500, 503];

/** A proxy's answers in place of the service's for a minute, for example while the server behind it restarts. */
export const foreignPages: readonly Fault[] = statuses.flatMap((status) => [
  foreign(`an HTML page, ${status}`, { status, body: html, contentType: 'text/html' }),
  foreign(`foreign JSON, ${status}`, { status, body: json }),
]);

function foreign(name: string, answer: Omit<Extract<Action, { kind: 'body' }>, 'kind'>): Fault {
  return { name, action: { kind: 'body', ...answer }, nature: 'aside', times: ['forAMinute'], alike: true };
}

/** Files that will never be a result. */
export const deadFiles: readonly Fault[] = [
  dead('a text file', { kind: 'body', body: 'Hello.', contentType: 'text/plain' }),
  dead('a file of another kind', { kind: 'body', body: json }),
  dead('a dead link', { kind: 'http', status: 404, body: 'Not Found' }),
];

function dead(name: string, action: Action): Fault {
  return { name, action, nature: 'ends', times: ['always'] };
}
