import { nameSpeakers } from '../speakers/nameSpeakers';
import { defaultSpeakerOptions } from '../speakers/speakerOptions';
import { writingDirection } from '../text/direction';
import type { Transcript } from '../transcript';
import { clockTime } from './clockTime';
import { type Facts, factsOf, readableDate, type SpeakerFacts } from './facts';
import { markdownText } from './markdownText';
import type { WriteOptions } from './options';
import { paragraphs } from './paragraphs';

/** A name before a right-to-left text may be in Latin letters: without this mark it would turn the paragraph round. */
const rightToLeftMark = '\u200f';

/**
 * The transcript in Markdown (CommonMark), for drives, wikis and chats: a heading, what is known about the recording,
 * and paragraphs with speakers and timestamps.
 */
export function markdown(transcript: Transcript, options: WriteOptions): string {
  const { speakers = defaultSpeakerOptions } = options;
  const named = nameSpeakers(transcript, speakers.names);
  const facts = factsOf(named, options);
  const { language, warning } = transcript;
  const before = language !== undefined && writingDirection(language) === 'rtl' ? rightToLeftMark : '';
  const names = new Map(facts.speakers.map(({ id, name }) => [id, name]));
  const spoken = paragraphs(named.transcript, options).map(({ start, speaker, text }) => {
    const name = speaker === undefined ? undefined : names.get(speaker);
    const head = [
      ...(name === undefined ? [] : [`**${markdownText(name)}**`]),
      ...(start === undefined ? [] : [`[${clockTime(start)}]`]),
    ];
    return before + [...head, markdownText(text)].join(' ');
  });
  const blocks = [
    `# ${markdownText(facts.title)}`,
    ...list(facts),
    ...(warning === undefined ? [] : [`> **Note:** ${markdownText(warning)}`]),
    ...(spoken.length === 0 ? ['*No speech was found.*'] : spoken),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** One block, or none if nothing is known. */
function list({ transcribedAt, durationSeconds, language, speakers }: Facts): string[] {
  const entries = [
    ...(transcribedAt === undefined ? [] : [`**Transcribed:** ${readableDate(transcribedAt)}`]),
    ...(durationSeconds === undefined ? [] : [`**Duration:** ${clockTime(durationSeconds)}`]),
    ...(language === undefined ? [] : [`**Language:** ${markdownText(language)}`]),
    ...(speakers.length === 0 ? [] : [`**Speakers:** ${speakers.map(speakerText).join(', ')}`]),
  ];
  return entries.length === 0 ? [] : [entries.map((entry) => `- ${entry}`).join('\n')];
}

function speakerText({ name, talk }: SpeakerFacts): string {
  const share = talk === undefined ? '' : ` (${clockTime(talk.seconds)}, ${talk.percent}%)`;
  return markdownText(name) + share;
}
