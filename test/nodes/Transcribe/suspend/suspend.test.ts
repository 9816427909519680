import { unreachableHint } from '../../../../nodes/Transcribe/suspend/suspend';

const apikley = 'https://api.apikley.ru';

test('warns of a callback URL that is reachable only from its own network, without showing its token', () => {
  expect(
    unreachableHint(
      'Apikley',
      'http://localhost:5678/webhook-waiting/7/transcribe?signature=s3cret',
      apikley,
    ),
  ).toBe(
    "Apikley can't call back to http://localhost:5678, which only your own network can reach. The node asks for the transcripts by itself instead, which takes a little longer. To receive callbacks, set n8n's WEBHOOK_URL to its public address.",
  );
});

test('does not warn of a public one, nor if the provider is in the same network', () => {
  expect(unreachableHint('Apikley', 'https://n8n.example.com/webhook-waiting/7', apikley)).toBeUndefined();
  expect(
    unreachableHint('Apikley', 'http://localhost:5678/webhook-waiting/7', 'http://127.0.0.1:5701'),
  ).toBeUndefined();
});
