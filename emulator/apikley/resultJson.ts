import type { SpokenWord } from '../recordings/fixtures';
import type { Speech } from '../audio/speech';
import type { Facts } from '../facts';
import type { Task } from '../tasks';

interface Heard extends SpokenWord {
  type: 'word' | 'spacing' | 'audio_event';
}

/** The document behind `resultJson`, without the wrapping that `resultShape` asks for. */
export function scribeResult(task: Task, speech: Speech, facts: Facts): Record<string, unknown> {
  const whole = { language_code: speech.language3, language_probability: 0.99 };
  const extras = facts.resultExtras
    ? { audio_duration_secs: speech.durationSeconds, transcription_id: task.id.replace('task_', 'tr_') }
    : {};
  const heard = everythingHeard(speech, task.input.tag_audio_events ?? true);
  if (facts.resultShape !== 'multichannel') return { ...whole, ...extras, ...spoken(heard, task, facts) };
  const channels = [...new Set(heard.map(({ speaker }) => speaker))];
  const transcripts = channels.map((channel, channel_index) => ({
    ...whole,
    channel_index,
    ...spoken(
      heard.filter(({ speaker }) => speaker === channel),
      task,
      facts,
    ),
  }));
  return { transcripts, ...extras };
}

/** The content of `resultJson` for a finished task. `resultUrl` is where the result file would be served. */
export function resultJson(task: Task, facts: Facts, resultUrl: string): string {
  const { outcome } = task.plan;
  if (outcome.kind === 'success' && outcome.resultJson !== undefined) return outcome.resultJson;
  if (!task.speech) return '';
  if (facts.resultShape === 'resultUrls') return JSON.stringify({ resultUrls: [resultUrl] });
  const result = scribeResult(task, task.speech, facts);
  return JSON.stringify(facts.resultShape === 'root' ? result : { resultObject: result });
}

/** Upstream tags audio events unless told not to, and diarizes by default as well. */
function everythingHeard(speech: Speech, tagEvents: boolean): Heard[] {
  const words: Heard[] = speech.words.map((word) => ({ ...word, type: 'word' }));
  const events: Heard[] = speech.audioEvents.map((event) => ({
    ...event,
    type: 'audio_event',
    speaker: speech.words.at(-1)?.speaker ?? 'speaker_0',
  }));
  return (tagEvents ? [...words, ...events] : words).sort((one, other) => one.start - other.start);
}

function spoken(heard: Heard[], task: Task, facts: Facts): { text: string; words: unknown[] } {
  const withSpacing = heard.flatMap((item, index) => {
    const next = heard[index + 1];
    return next && facts.spacing !== 'none' ? [item, spacingBetween(item, next, facts)] : [item];
  });
  return {
    text: heard.map(({ text }) => text).join(' '),
    words: (facts.wordOrder === 'reversed' ? [...withSpacing].reverse() : withSpacing).map((item) =>
      token(item, task, facts),
    ),
  };
}

function spacingBetween(before: Heard, after: Heard, facts: Facts): Heard {
  const end = facts.spacing === 'overlapping' ? before.end - 0.001 : after.start;
  return { ...before, type: 'spacing', text: ' ', start: before.end, end: Math.round(end * 1000) / 1000 };
}

function token(
  { text, start, end, type, speaker }: Heard,
  task: Task,
  facts: Facts,
): Record<string, unknown> {
  const diarized = task.input.diarize ?? true;
  const id = (named: string) =>
    facts.speakerIdType === 'integer' ? Number(named.replace(/\D/g, '')) : named;
  const times = {
    numbers: { start, end },
    strings: { start: String(start), end: String(end) },
    belowZero: { start: start || -0.02, end },
    null: { start: null, end: null },
    missing: {},
  }[facts.wordTimes];
  const speakers = {
    always: { speaker_id: id(diarized ? speaker : 'speaker_0') },
    asAsked: diarized ? { speaker_id: id(speaker) } : {},
    never: {},
  }[facts.speakerIds];
  return { text, ...times, type, ...speakers, ...(facts.resultExtras ? { logprob: -0.01 } : {}) };
}
