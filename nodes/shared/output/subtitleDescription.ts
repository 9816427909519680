import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { defaultSubtitleRules } from '../../../transcription/subtitles/rules';
import { bounds, type SubtitleFormat, subtitleFormats } from './options';

export const subtitles: INodePropertyOptions[] = [
  { name: 'SRT Subtitles', value: 'srt', description: 'For video players and editors' },
  { name: 'WebVTT Subtitles', value: 'vtt', description: 'For videos on web pages' },
];

const between = ({ least, most }: { least: number; most: number }) => ({ minValue: least, maxValue: most });

// The linter accepts only plain names as defaults.
const { gapSeconds, maxLineLength, maxLines, maxSeconds, minSeconds, maxCharactersPerSecond } =
  defaultSubtitleRules;

const chaining: INodeProperties = {
  displayName: 'Subtitle Chaining',
  name: 'chaining',
  type: 'boolean',
  default: true,
  description:
    'Whether gaps of up to half a second between two subtitles are shortened to Subtitle Gap, because such short gaps flicker',
};

const gap: INodeProperties = {
  displayName: 'Subtitle Gap (Seconds)',
  name: 'gapSeconds',
  type: 'number',
  typeOptions: { ...between(bounds.gap), numberPrecision: 3 },
  default: gapSeconds,
  description: 'The shortest pause between two subtitles, if their timestamps allow one',
};

const lineLength: INodeProperties = {
  displayName: 'Subtitle Line Length',
  name: 'maxLineLength',
  type: 'number',
  typeOptions: { ...between(bounds.maxLineLength), numberPrecision: 0 },
  default: maxLineLength,
  description:
    'The most characters in a line of subtitles. Chinese, Japanese and Korean characters count as two. Without this option, the line length of Subtitle Rules applies.',
};

const lines: INodeProperties = {
  displayName: 'Subtitle Lines per Cue',
  name: 'maxLines',
  type: 'number',
  typeOptions: { ...between(bounds.maxLines), numberPrecision: 0 },
  default: maxLines,
  description: 'How many lines of subtitles are shown at a time',
};

const longestCue: INodeProperties = {
  displayName: 'Subtitle Longest Cue (Seconds)',
  name: 'maxSeconds',
  type: 'number',
  typeOptions: between(bounds.seconds),
  default: maxSeconds,
  description: 'The longest time for which a subtitle is shown',
};

const readingSpeed: INodeProperties = {
  displayName: 'Subtitle Reading Speed (Characters per Second)',
  name: 'readingSpeed',
  type: 'number',
  typeOptions: between(bounds.readingSpeed),
  default: maxCharactersPerSecond,
  description:
    'How fast viewers read. A subtitle stays on the screen for as long as reading it takes, unless the next one comes first.',
};

const shortestCue: INodeProperties = {
  displayName: 'Subtitle Shortest Cue (Seconds)',
  name: 'minSeconds',
  type: 'number',
  typeOptions: between(bounds.seconds),
  default: minSeconds,
  description: 'The shortest time for which a subtitle is shown, unless the next one comes first',
};

const twoSpeakers: INodeProperties = {
  displayName: 'Subtitle Cues for Two Speakers',
  name: 'dualSpeakers',
  type: 'boolean',
  default: true,
  description:
    'Whether short turns of two speakers are shown together, one line each, if Subtitle Rules allow two lines. Otherwise each subtitle has a single speaker.',
};

const subtitleRules: INodeProperties = {
  displayName: 'Subtitle Rules',
  name: 'subtitleRules',
  type: 'options',
  options: [
    {
      name: 'Broadcast',
      value: 'broadcast',
      description: 'Two lines of 42 characters, for 1 to 7 seconds, read at 20 characters per second',
    },
    {
      name: 'Social Media',
      value: 'social',
      description: 'One short line of 24 characters, for half a second to 3 seconds',
    },
    {
      name: 'Streaming',
      value: 'streaming',
      description: "As in Netflix's guide: two lines of 42 characters, for 5/6 of a second to 7 seconds",
    },
  ],
  default: 'broadcast',
  description:
    'The rules that subtitles follow. Chinese, Japanese and Korean have shorter lines and reading speeds of their own. Subtitle Line Length, Subtitle Lines per Cue and the like change single rules.',
};

const inlineSubtitles: INodeProperties = {
  displayName: 'Subtitles as Text',
  name: 'inlineSubtitles',
  type: 'multiOptions',
  options: subtitles,
  default: [],
  description: 'Subtitles to add as text, in the fields subtitles.srt and subtitles.vtt',
};

const olderPlayers: INodeProperties = {
  displayName: 'Subtitles for Older Players',
  name: 'olderPlayers',
  type: 'boolean',
  displayOptions: { show: { files: ['srt'] } },
  default: false,
  description:
    'Whether subtitle files begin with a byte order mark and have Windows line endings, which some televisions and older players need to show accents and other scripts',
};

const vttNames: INodeProperties = {
  displayName: 'Subtitle Names in WebVTT Text',
  name: 'vttSpeakerNames',
  type: 'boolean',
  default: false,
  description:
    "Whether WebVTT subtitles begin with the speaker's name when the speaker changes. Otherwise only players that support voice tags show who speaks.",
};

/** Shown once subtitles are asked for, as files or as text. n8n knows no "or" between fields, hence two of each. */
function withSubtitles(
  { displayOptions, ...property }: INodeProperties,
  formats: SubtitleFormat[] = [...subtitleFormats],
): INodeProperties[] {
  const { show, hide } = displayOptions ?? {};
  return [
    { ...property, displayOptions: { show: { ...show, files: formats }, ...(hide && { hide }) } },
    {
      ...property,
      displayOptions: { show: { ...show, inlineSubtitles: formats }, hide: { ...hide, files: formats } },
    },
  ];
}

/** All that only subtitles need. */
export const subtitleOptions: INodeProperties[] = [
  inlineSubtitles,
  olderPlayers,
  ...withSubtitles({ ...vttNames, displayOptions: { hide: { speakerLabels: [false] } } }, ['vtt']),
  ...[
    chaining,
    gap,
    lineLength,
    lines,
    longestCue,
    readingSpeed,
    shortestCue,
    subtitleRules,
    twoSpeakers,
  ].flatMap((property) => withSubtitles(property)),
];
