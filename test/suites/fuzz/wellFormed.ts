import { TranscriptionError } from '../../../transcription/errors';
import type { TaskStatus } from '../../../transcription/tasks/task';
import type { AudioEvent, Balance, Segment, Transcript, Word } from '../../../transcription/transcript';
import { writeTranscript } from '../../../transcription/formats/write';
import { defaultSubtitleRules } from '../../../transcription/subtitles/rules';
import { errorProblems } from './errorProblems';

/** Violations of a value's type, in words; empty if it is well-formed. */
export function problemsOf(transcript: Transcript): string[] {
  const { words = [], segments = [], audioEvents = [], speakers = [], sourceName } = transcript;
  return [
    ...texts({ provider: transcript.provider, model: transcript.model }),
    ...(typeof transcript.text === 'string' ? [] : ['the text is no text']),
    ...(transcript.status === 'completed' ? [] : ['it is not completed']),
    ...(transcript.language === undefined || /^[a-z]{2,3}$/.test(transcript.language) ? [] : ['language']),
    ...numbers({
      durationSeconds: transcript.durationSeconds,
      languageProbability: transcript.languageProbability,
      creditsConsumed: transcript.creditsConsumed,
    }),
    ...[transcript.createdAt, transcript.completedAt].flatMap((time) =>
      time === undefined || new Date(time).toISOString() === time ? [] : [`time ${time}`],
    ),
    ...words.flatMap(wordProblems),
    ...audioEvents.flatMap(eventProblems),
    ...segments.flatMap(segmentProblems),
    ...speakers.flatMap((speaker) => texts({ speaker })),
    ...segments.flatMap(({ speaker }) =>
      speaker === undefined || speakers.includes(speaker) ? [] : ['a speaker of a segment is not listed'],
    ),
    ...(new Set(speakers).size === speakers.length ? [] : ['a speaker is there twice']),
    ...(sourceName === undefined || isFileName(sourceName)
      ? []
      : [`file name ${JSON.stringify(sourceName)}`]),
    ...Object.values(transcript.subtitles ?? {}).flatMap((file) =>
      typeof file === 'string' ? [] : ['subtitles'],
    ),
    ...fileProblems(transcript),
  ];
}

export function statusProblems(status: TaskStatus): string[] {
  switch (status.state) {
    case 'completed':
      return problemsOf(status.transcript);
    case 'empty':
      return [...problemsOf(status.transcript), ...texts({ warning: status.transcript.warning })];
    case 'failed':
    case 'unreadable':
      return errorProblems(status.error);
    case 'running':
      return errorProblems(new TranscriptionError(status.unknownState ?? 'running', { code: 'timeout' }));
    case 'notFound':
      return [];
  }
}

export function balanceProblems({ unit, remaining, total, used }: Balance): string[] {
  return [
    ...(unit === 'credits' || unit === 'USD' ? [] : ['unit']),
    ...numbers({ remaining: remaining ?? undefined, total, used }),
  ];
}

const texts = (named: Record<string, unknown>): string[] =>
  Object.entries(named).flatMap(([name, value]) => (typeof value === 'string' && value !== '' ? [] : [name]));

const numbers = (named: Record<string, number | undefined>): string[] =>
  Object.entries(named).flatMap(([name, value]) =>
    value === undefined || Number.isFinite(value) ? [] : [name],
  );

const wordProblems = ({ start, end, text }: Word): string[] => [
  ...numbers({ 'start of a word': start, 'end of a word': end }),
  ...(text.trim() === text && text !== '' ? [] : [`word ${JSON.stringify(text)}`]),
];

const eventProblems = ({ start, end, text }: AudioEvent): string[] => [
  ...numbers({ 'start of a sound': start, 'end of a sound': end }),
  ...(typeof text === 'string' ? [] : ['sound']),
];

function segmentProblems({ start, end, text }: Segment): string[] {
  const inTime = Number.isFinite(start) && Number.isFinite(end) && start >= 0 && end >= start;
  return [...(inTime ? [] : [`segment from ${start} to ${end}`]), ...texts({ 'text of a segment': text })];
}

const controlCharacter = /[\p{Cc}\u2028\u2029]/u;

/** Whether a text is a plain file name. */
export const isFileName = (name: string): boolean =>
  name !== '' && name !== '.' && name !== '..' && !/[/\\]/.test(name) && !controlCharacter.test(name);

const writing = {
  speakerLabels: true,
  audioEvents: true,
  textTimes: true,
  rules: defaultSubtitleRules,
};
const timeLine = /^\d{2,}:\d\d:\d\d[.,]\d{3} --> \d{2,}:\d\d:\d\d[.,]\d{3}$/;

/** Checks that all files can be made from it, with valid timestamps. */
function fileProblems(transcript: Transcript): string[] {
  writeTranscript(transcript, 'txt', writing);
  return (['srt', 'vtt'] as const).flatMap((format) =>
    (writeTranscript(transcript, format, writing) ?? '')
      .split('\n')
      .filter((line) => line.includes('-->') && !timeLine.test(line)),
  );
}
