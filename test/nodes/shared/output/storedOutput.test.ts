import { defaultOutputOptions, readOutputOptions } from '../../../../nodes/shared/output/options';
import { storedOutput, storedOutputSchema } from '../../../../nodes/shared/output/storedOutput';

describe('stored options', () => {
  test('are only those that were changed from the default', () => {
    expect(storedOutput(defaultOutputOptions)).toEqual({});
    expect(storedOutput(readOutputOptions({ files: ['srt'], simplify: true, maxLines: 1 }))).toEqual({
      files: ['srt'],
      maxLines: 1,
    });
  });

  test('stay the same when they are read again', () => {
    const options = readOutputOptions({
      files: ['srt', 'txt'],
      fileName: 'a',
      maxSeconds: 9,
      simplify: false,
      speakerNames: { speaker_0: 'Anna, "Ann"' },
      speakerLabel: '[{name}] ',
    });
    const stored: unknown = JSON.parse(JSON.stringify(storedOutput(options)));
    expect(storedOutputSchema.parse(stored)).toEqual(options);
  });

  test('of an execution that an older version suspended are understood', () => {
    expect(storedOutputSchema.parse({ includeWords: true, includeRaw: false })).toEqual({
      ...defaultOutputOptions,
      includeWords: true,
    });
  });

  test.each([{ files: ['docx'] }, { maxLineLength: 5_000 }, null, undefined, 'text'])(
    'that this version cannot use (%j) do not cost the transcript',
    (stored) => {
      expect(storedOutputSchema.parse(stored)).toEqual(defaultOutputOptions);
    },
  );
});
