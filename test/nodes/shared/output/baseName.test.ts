import { baseName } from '../../../../nodes/shared/output/baseName';

const sourceName = 'uploaded.mp3';
const taskId = 'task_7';
const recording = 'interview.mp3';

describe('the files of a transcript are named', () => {
  test.each([
    ['as the user has chosen', 'Minutes', { chosen: 'Minutes', recording }, { sourceName, taskId }],
    ['else as the recording', 'interview', { chosen: '', recording }, { sourceName, taskId }],
    [
      'else as the provider knows it',
      'uploaded',
      { chosen: '', recording: undefined },
      { sourceName, taskId },
    ],
    ['else by the task', 'transcript-task_7', { chosen: '', recording: undefined }, { taskId }],
    ['else by nothing', 'transcript', { chosen: '', recording: undefined }, {}],
  ])('%s', (_, name, naming, transcript) => {
    expect(baseName(transcript, naming)).toBe(name);
  });
});

describe('a chosen name', () => {
  const chosen = (name: string) => baseName({ taskId }, { chosen: name, recording });

  test.each(['Meeting 12.05', 'v1.2', 'Dr. Who', 'a.b.c'])('keeps its dots: %s', (name) => {
    expect(chosen(name)).toBe(name);
  });

  test.each(['call.srt', 'call.VTT', 'call.txt', 'call.mp3', 'call.m4a'])(
    'loses the extension of a recording or of an output file: %s',
    (name) => {
      expect(chosen(name)).toBe('call');
    },
  );

  test.each(['../../etc/passwd', '/etc/passwd', 'C:\\passwd'])("can't lead into a folder: %s", (name) => {
    expect(chosen(name)).toBe('passwd');
  });

  test.each(['', '...', '/', '\n'])('of which nothing is left (%j) is ignored', (name) => {
    expect(chosen(name)).toBe('interview');
  });
});

test('a task ID is kept whole, whatever it contains', () => {
  expect(baseName({ taskId: 'a1.b2' }, { chosen: '', recording: undefined })).toBe('transcript-a1.b2');
});
