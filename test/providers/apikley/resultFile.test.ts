import { downloadResult } from '../../../providers/apikley/resultFile';
import type { HttpClient, HttpResponse } from '../../../transcription/calls/http';

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
