import { downloadResult } from '../../../providers/apikley/resultFile';
import {
  answerBytes,
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
  TransportError,
} from '../../../transcription/calls/http';

const apikley = 'https://api.apikley.ru';

/** A web in which some addresses lead to others; every other one holds a file. */
function web(redirects: Record<string, string> = {}) {
  const asked: string[] = [];
  const http: HttpClient = {
    send: ({ url }) => {
      asked.push(url);
      const location = redirects[url];
      return Promise.resolve<HttpResponse>(
        location === undefined
          ? { status: 200, headers: {}, body: '{}' }
          : { status: 302, headers: { location }, body: '' },
      );
    },
  };
  return { http, asked };
}

const problem = 'its address is inside your own network';

test('a public service can not have a result file read from the own network', async () => {
  const { http, asked } = web();
  expect(await downloadResult(http, apikley, 'http://169.254.169.254/latest')).toEqual({ problem });
  expect(asked).toEqual([]);
});

test('nor by a redirect', async () => {
  const [first, second] = ['https://files.example.com/1', 'https://files.example.com/2'];
  const { http, asked } = web({ [first]: '/2', [second]: 'http://[::1]:6379/' });
  expect(await downloadResult(http, apikley, first)).toEqual({ problem });
  expect(asked).toEqual([first, second]);
});

test('a service inside the own network keeps its files there', async () => {
  const { http } = web({ 'http://10.0.0.7/1': 'http://10.0.0.8/1' });
  expect(await downloadResult(http, 'http://10.0.0.7', 'http://10.0.0.7/1')).toEqual({ body: '{}' });
});

test('redirects in a circle end', async () => {
  const url = 'https://files.example.com/1';
  const { http, asked } = web({ [url]: url });
  expect(await downloadResult(http, apikley, url)).toEqual({
    problem: 'it was redirected more than 10 times',
  });
  expect(asked).toHaveLength(11);
});

test('a redirect to no web address is an answer like any other', async () => {
  const url = 'https://files.example.com/1';
  const { http } = web({ [url]: 'file:///etc/passwd' });
  expect(await downloadResult(http, apikley, url)).toEqual({ problem: 'its host answered with HTTP 302' });
});

const url = 'https://files.example.com/1';
/** A host with one answer to everything, and what it was asked. */
function host(answer: () => HttpResponse) {
  const sent: HttpRequest[] = [];
  const send = async (request: HttpRequest) => {
    sent.push(request);
    return await Promise.resolve().then(answer);
  };
  return { http: { send } satisfies HttpClient, sent };
}

test('the host of a file never sees the key, and can not send more than a transcript, or take for ever', async () => {
  const { http, sent } = host(() => ({ status: 200, headers: {}, body: '{}' }));
  await downloadResult(http, apikley, url);
  expect(sent).toEqual([
    {
      method: 'GET',
      url,
      authenticated: false,
      timeoutMs: 60_000,
      maxAnswerBytes: answerBytes.transcript,
    },
  ]);
});

describe('an address in an answer', () => {
  const answering = async (status: number, location?: string) => {
    const elsewhere = { status: 200, headers: {}, body: 'elsewhere' };
    const headers: Record<string, string> = location === undefined ? {} : { location };
    const { http, sent } = host(() => (sent.length > 1 ? elsewhere : { status, headers, body: 'here' }));
    return await downloadResult(http, apikley, url);
  };

  test.each([300, 301, 302, 303, 307, 308, 399])('with status %i leads to the file', async (status) => {
    expect(await answering(status, '/2')).toEqual({ body: 'elsewhere' });
  });

  test.each([200, 299])('with status %i means nothing', async (status) => {
    expect(await answering(status, '/2')).toEqual({ body: 'here' });
  });

  test.each([400, 404, 500])('with status %i means nothing, and there is no file', async (status) => {
    expect(await answering(status, '/2')).toEqual({ problem: `its host answered with HTTP ${status}` });
  });

  test.each([undefined, 'https://[', 'ftp://files.example.com/2', 'data:,{}'])(
    'that is %j leads nowhere',
    async (location) => {
      expect(await answering(302, location)).toEqual({ problem: 'its host answered with HTTP 302' });
    },
  );
});

test('a host that can not be reached is the problem, not the task', async () => {
  const { http } = host(() => {
    throw new TransportError('the connection was refused', { requestSent: false, transient: true });
  });
  expect(await downloadResult(http, apikley, url)).toEqual({ problem: 'the connection was refused' });
});

test('a bug is not a problem of the host', async () => {
  const { http } = host(() => {
    throw new TypeError('a bug');
  });
  await expect(downloadResult(http, apikley, url)).rejects.toThrow('a bug');
});
