export const wrongKey = 'sk-wrong-key-0123456789';
export const anyAudio = 'english.mp3';

/** File names and media types as set by recorders, messengers and browsers. */
export const everyday: ReadonlyArray<readonly [fileName: string, mediaType: string, fixture: string]> = [
  ['CALL.MP3', 'application/octet-stream', 'english.mp3'],
  ['call.mpga', '', 'english.mp3'],
  ['call.mpeg', 'audio/mpeg', 'english.mp3'],
  ['file_12', 'audio/mpeg', 'english.mp3'],
  ['Запись №1 (копия).ogg', 'audio/ogg', 'russian.ogg'],
  ['voice.oga', 'audio/ogg', 'english.ogg'],
  ['PTT-20240501.opus', 'audio/ogg; codecs=opus', 'english.ogg'],
  ['take.wave', 'audio/x-wav', 'english.wav'],
  ['New Recording 3.m4a', 'audio/x-m4a', 'english.m4a'],
  ['screen.mp4', 'video/mp4', 'english.m4a'],
];

/** Answers without a task or a transcript, although the HTTP status is a success. */
export const unreadableAnswers: ReadonlyArray<readonly [what: string, body: string, contentType: string]> = [
  ['a web page', '<!DOCTYPE html><html><body>Welcome</body></html>', 'text/html'],
  ['broken JSON', '{"code": 200, "text": "Hel', 'application/json'],
  ['nothing', '', 'application/json'],
  ['JSON of something else', '{"hello": "world"}', 'application/json'],
];
