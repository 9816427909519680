import { type IDataObject, type IExecuteFunctions, jsonParse } from 'n8n-workflow';
import { TranscriptionError } from '../../../transcription/errors';
import { withStoredNames } from '../../../transcription/stored/storedSpeakers';
import { readStoredTranscript } from '../../../transcription/stored/storedTranscript';
import { noStoredWords, nothingToFormatYet } from '../../shared/output/warnings';
import { type OutputItem, transcriptItem } from '../../shared/output/transcriptItem';
import { readOutput } from '../parameters';

/**
 * Makes the output of an earlier Transcribe, Get Transcript or Apikley Trigger anew, with other options and names. It
 * sends nothing. An item that failed, or whose task was still running, passes through, so that the rest of a batch is
 * not held back.
 *
 * @throws TranscriptionError (`invalidInput`)
 */
export async function formatTranscript(execution: IExecuteFunctions, itemIndex: number): Promise<OutputItem> {
  const output = readOutput(execution, itemIndex);
  const input = execution.getInputData()[itemIndex];
  const value = execution.getNodeParameter('transcript', itemIndex, '');
  const stored = readStoredTranscript(isBlank(value) ? input?.json : value);
  if (stored === undefined) throw noTranscript();
  if (stored.state !== 'transcript') {
    const json = jsonParse<IDataObject>(JSON.stringify(stored.fields));
    const binary = input?.binary && { binary: input.binary };
    const warning = stored.state === 'processing' ? { warning: nothingToFormatYet } : {};
    return { json: { ...json, ...warning }, ...binary };
  }
  const { transcript, names } = stored;
  const { json, binary } = await transcriptItem(
    execution.helpers,
    output.includeWords && !transcript.words ? { ...transcript, warning: noStoredWords } : transcript,
    { ...output, speakerNames: withStoredNames(output.speakerNames, names, transcript.speakers ?? []) },
    undefined,
  );
  return { json, ...(binary && { binary }) };
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function noTranscript(): TranscriptionError {
  return new TranscriptionError('The parameter Transcript holds no transcript.', {
    code: 'invalidInput',
    description:
      'It takes the output of Transcribe, Get Transcript or an Apikley Trigger: an object, or its JSON, with the field text, segments or words. Split a list of transcripts into items first.',
  });
}
