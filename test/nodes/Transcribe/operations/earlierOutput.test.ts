import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { earlierOutput } from '../../../../nodes/Transcribe/operations/earlierOutput';
import { readOutputOptions } from '../../../../nodes/shared/output/options';

const file: IBinaryData = { data: '', mimeType: 'text/plain' };
const completed = (json: IDataObject = {}, binary?: INodeExecutionData['binary']) =>
  earlierOutput({ json: { status: 'completed', taskId: 'task_1', text: 'Hello.', ...json }, binary });

describe('an item that failed', () => {
  test('without a task has nothing to fetch', () => {
    expect(earlierOutput({ json: { status: 'failed', error: 'No file.' } }).isFinalFailure).toBe(true);
  });

  test('with a task is read again, since the task may have succeeded', () => {
    const earlier = earlierOutput({ json: { status: 'failed', error: 'Too late.', taskId: 'task_1' } });
    expect(earlier.isFinalFailure).toBe(false);
    expect(earlier.isFailureOf('task_1')).toBe(true);
    expect(earlier.isFailureOf('task_2')).toBe(false);
  });

  test('is recognised by its status and its error', () => {
    for (const json of [{ status: 'failed' }, { error: 'No file.' }, { status: 'processing', error: 'x' }]) {
      expect(earlierOutput({ json }).isFinalFailure).toBe(false);
      expect(earlierOutput({ json: { ...json, taskId: 'task_1' } }).isFailureOf('task_1')).toBe(false);
    }
  });
});

describe('an available transcript', () => {
  const holds = (earlier: ReturnType<typeof completed>, collection: object, taskId = 'task_1') =>
    earlier.holdsAll(taskId, readOutputOptions(collection));

  test('is not read again if nothing more is wanted', () => {
    expect(holds(completed(), {})).toBe(true);
    expect(completed({}, { srt: file }).item).toEqual({
      json: expect.objectContaining({ text: 'Hello.' }) as unknown,
      binary: { srt: file },
    });
  });

  test('is read again if it belongs to another task or is not complete', () => {
    expect(holds(completed(), {}, 'task_2')).toBe(false);
    expect(holds(completed({ status: 'processing' }), {})).toBe(false);
    expect(earlierOutput(undefined).holdsAll('task_1', readOutputOptions({}))).toBe(false);
  });

  test.each([
    [{ files: ['srt'] }, {}, { srt: file }],
    [{ inlineSubtitles: ['vtt'] }, { subtitles: { vtt: 'WEBVTT' } }, undefined],
    [{ compactText: true }, { compactText: 'Hello.' }, undefined],
    [{ includeWords: true }, { words: [] }, undefined],
    [{ includeRaw: true }, { raw: {} }, undefined],
  ])('is read again when it lacks what %j asks for', (collection, json, binary) => {
    expect(holds(completed(), collection)).toBe(false);
    expect(holds(completed(json, binary), collection)).toBe(true);
  });

  test('is read again when something else stands in the place of its subtitles', () => {
    for (const subtitles of [null, 'WEBVTT', []]) {
      expect(holds(completed({ subtitles }), { inlineSubtitles: ['vtt'] })).toBe(false);
    }
  });

  test.each([
    { speakerLabels: false },
    { speakerNames: 'Anna' },
    { speakerNames: { speaker_0: 'Anna' } },
    { speakerLabel: '[{name}] ' },
    { maxLineLength: 30 },
    { simplify: false },
    { fileName: 'other' },
    { textTimes: true },
  ])('is read again for %j, since it is unclear how it was made', (collection) => {
    expect(holds(completed(), collection)).toBe(false);
  });
});
