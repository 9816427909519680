import { createTaskBody } from '../../../providers/apikley/request';
import type { TranscriptionRequest } from '../../../transcription/provider';

const audioUrl = 'https://example.com/call.mp3';
const request: TranscriptionRequest = {
  audio: { kind: 'url', url: audioUrl },
  wantWords: true,
  providerOptions: {},
};
const options = { model: 'elevenlabs/speech-to-text', diarize: true, tagAudioEvents: false };

test('the minimum that is sent: the model, the URL, and both switches', () => {
  expect(createTaskBody(audioUrl, request, options)).toEqual({
    model: 'elevenlabs/speech-to-text',
    input: { audio_url: audioUrl, diarize: true, tag_audio_events: false },
  });
});

test.each([
  [true, true],
  [true, false],
  [false, true],
  [false, false],
])('both switches are sent, whatever their values: %s, %s', (diarize, tagAudioEvents) => {
  const { input } = createTaskBody(audioUrl, request, { ...options, diarize, tagAudioEvents });
  expect(input).toMatchObject({ diarize, tag_audio_events: tagAudioEvents });
});

test('the language and the callback URL are sent if given', () => {
  const callbackUrl = 'https://n8n.example.com/webhook/1';
  expect(createTaskBody(audioUrl, { ...request, language: 'de', callbackUrl }, options)).toMatchObject({
    callBackUrl: callbackUrl,
    input: { language_code: 'de' },
  });
});

test('the language and the callback URL are left out when they are empty', () => {
  const body = createTaskBody(audioUrl, { ...request, language: '', callbackUrl: '' }, options);
  expect(Object.keys(body)).toEqual(['model', 'input']);
  expect(Object.keys(body.input)).not.toContain('language_code');
});
