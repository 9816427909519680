import { Readable } from 'node:stream';
import fc from 'fast-check';
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { z } from 'zod';
import { createHttpClient } from '../../../nodes/shared/http/httpClient';
import { ApikleyProvider } from '../../../providers/apikley/provider';
import { ElkapiProvider } from '../../../providers/elkapi/provider';
import { TranscriptionError } from '../../../transcription/errors';
import type { HttpClient } from '../../../transcription/calls/http';
import type { TranscriptionRequest } from '../../../transcription/provider';
import { audioFile } from '../../support/audio';
import { runtimeWith } from './answeringClient';
import { hostileText } from './arbitraries/text';
import { holds } from './holds';
import { asCarried, parsedForm, type ParsedForm } from './multipart';

const executeFunctions = z.custom<IExecuteFunctions>();
const content = '--x\r\nContent-Disposition: form-data; name="model"\r\n\r\nother\r\n--x--\r\n\0\u00ff';
const bytes = Buffer.from(content, 'latin1');

/** The node's own client on a stub of n8n's helper, which keeps the body and answers without sending anything. */
function sending(answer: object): { client: HttpClient; sent: () => Promise<ParsedForm> } {
  const bodies: FormData[] = [];
  const keep = async ({ body }: IHttpRequestOptions) => {
    if (body instanceof FormData) bodies.push(body);
    return { statusCode: 200, headers: {}, body: Readable.from([JSON.stringify(answer)]) };
  };
  const helpers = {
    httpRequest: keep,
    httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => await keep(options),
  };
  const execution = executeFunctions.parse({ helpers, getExecutionCancelSignal: () => undefined });
  return {
    client: createHttpClient(execution, 'anyApi', 'sk-0123456789'),
    sent: async () => {
      expect(bodies).toHaveLength(1);
      const response = new Response(bodies[0]);
      return await parsedForm(
        response.headers.get('content-type') ?? '',
        Buffer.from(await response.arrayBuffer()),
      );
    },
  };
}

const file = fc
  .tuple(
    hostileText,
    fc.constantFrom('.mp3', '.OGG', ''),
    fc.oneof(fc.constantFrom('audio/mpeg', 'audio/ogg; codecs=opus'), hostileText),
  )
  .map(([stem, extension, mediaType]) => audioFile(stem + extension, mediaType, bytes));

/** @returns the request as it is sent; undefined if it was refused with a message */
function checked(provider: ApikleyProvider | ElkapiProvider, request: TranscriptionRequest) {
  try {
    return provider.check(request);
  } catch (error) {
    expect(error).toBeInstanceOf(TranscriptionError);
    return undefined;
  }
}

const optionText = hostileText.filter((text) => text !== '');

holds(
  'a form for ElkAPI is read back as one file and the fields that were meant, whatever they are called and hold',
  fc.record({ audio: file, prompt: optionText, model: optionText, wantWords: fc.boolean() }),
  2_500,
  async ({ audio, prompt, model, wantWords }) => {
    const { client, sent } = sending({ text: 'Hello.' });
    const settings = { baseUrl: 'https://api.example.com/v1', balanceUrl: '', apiKey: 'sk-0123456789' };
    const provider = new ElkapiProvider(runtimeWith(client), settings);
    const request = checked(provider, { audio, wantWords, providerOptions: { prompt, model } });
    if (request === undefined || request.audio.kind === 'url') return;
    await provider.transcribe(request);
    const { fileName, mediaType } = request.audio;
    expect(await sent()).toEqual({
      fields: [
        ['model', asCarried(model.trim())],
        ['response_format', 'verbose_json'],
        ['temperature', '0'],
        ['prompt', asCarried(prompt)],
        ...(wantWords
          ? [
              ['timestamp_granularities[]', 'word'],
              ['timestamp_granularities[]', 'segment'],
            ]
          : []),
      ],
      files: [{ field: 'file', fileName, mediaType, content }],
    });
  },
);

holds(
  'an upload to Apikley is read back as one file and its two fields, whatever the file is called',
  file,
  2_500,
  async (audio) => {
    const answer = { code: 200, data: { downloadUrl: 'https://example.com/call.mp3', taskId: 'task_1' } };
    const { client, sent } = sending(answer);
    const provider = new ApikleyProvider(runtimeWith(client), { baseUrl: 'https://api.example.com' });
    const request = checked(provider, { audio, wantWords: false, providerOptions: {} });
    if (request === undefined || request.audio.kind === 'url') return;
    await provider.submit(request);
    const { fileName, mediaType } = request.audio;
    expect(await sent()).toEqual({
      fields: [
        ['uploadPath', expect.stringMatching(/^n8n-nodes-transcribe\/[0-9a-f-]{36}$/)],
        ['fileName', fileName],
      ],
      files: [{ field: 'file', fileName, mediaType, content }],
    });
  },
);
