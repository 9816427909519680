import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { bounds, defaultOutputOptions } from './options';

const subtitles: INodePropertyOptions[] = [
  { name: 'SRT Subtitles', value: 'srt', description: 'For video players and editors' },
  { name: 'WebVTT Subtitles', value: 'vtt', description: 'For videos on web pages' },
];

const between = ({ least, most }: { least: number; most: number }) => ({ minValue: least, maxValue: most });

// The linter accepts only plain names as defaults.
const { maxLineLength, maxLines, maxSeconds, minSeconds, readingSpeed } = defaultOutputOptions;

/** The same in every node and operation that returns a transcript. */
export const output: INodeProperties = {
  displayName: 'Output Options',
  name: 'output',
  type: 'collection',
  placeholder: 'Add output option',
  default: {},
  options: [
    {
      displayName: 'Compact Text for AI',
      name: 'compactText',
      type: 'boolean',
      default: false,
      description:
        'Whether to add the field compactText: the transcript with times and speakers, in few tokens, for a language model',
    },
    {
      displayName: 'File Name',
      name: 'fileName',
      type: 'string',
      default: '',
      placeholder: 'e.g. interview',
      description: 'What the files are called, without an ending. If empty, as the recording.',
    },
    {
      displayName: 'Files',
      name: 'files',
      type: 'multiOptions',
      options: [
        ...subtitles,
        { name: 'Text', value: 'txt', description: 'To read, in paragraphs, with who speaks' },
      ].sort((a, b) => a.name.localeCompare(b.name)),
      default: [],
      description:
        'Files to add to the item, to be attached to an e-mail or uploaded. Their fields are called srt, txt and vtt.',
    },
    {
      displayName: 'Include Raw Response',
      name: 'includeRaw',
      type: 'boolean',
      default: false,
      description: "Whether to add the provider's own answer as the field raw",
    },
    {
      displayName: 'Include Words',
      name: 'includeWords',
      type: 'boolean',
      // Translations have no words.
      displayOptions: { hide: { '/operation': ['translate'] } },
      default: false,
      description: 'Whether to add every single word with its times as the field words',
    },
    {
      displayName: 'Line Length',
      name: 'maxLineLength',
      type: 'number',
      typeOptions: { ...between(bounds.maxLineLength), numberPrecision: 0 },
      default: maxLineLength,
      description:
        'How many characters a line of subtitles has at most. Chinese, Japanese and Korean ones count as two.',
    },
    {
      displayName: 'Lines per Cue',
      name: 'maxLines',
      type: 'number',
      typeOptions: { ...between(bounds.maxLines), numberPrecision: 0 },
      default: maxLines,
      description: 'How many lines of subtitles are shown at a time',
    },
    {
      displayName: 'Longest Cue (Seconds)',
      name: 'maxSeconds',
      type: 'number',
      typeOptions: between(bounds.seconds),
      default: maxSeconds,
      description: 'How long the same subtitle is shown at most',
    },
    {
      displayName: 'Reading Speed (Characters per Second)',
      name: 'readingSpeed',
      type: 'number',
      typeOptions: between(bounds.readingSpeed),
      default: readingSpeed,
      description:
        'How fast viewers read. A subtitle is shown for as long as that takes, where the next one leaves the time.',
    },
    {
      displayName: 'Shortest Cue (Seconds)',
      name: 'minSeconds',
      type: 'number',
      typeOptions: between(bounds.seconds),
      default: minSeconds,
      description: 'How long a subtitle is shown at least, where the next one leaves the time',
    },
    {
      displayName: 'Show Audio Events',
      name: 'showAudioEvents',
      type: 'boolean',
      default: false,
      description:
        'Whether to write sounds such as [laughter] among the words, where the recording was transcribed with Tag Audio Events',
    },
    {
      displayName: 'Simplify',
      name: 'simplify',
      type: 'boolean',
      default: true,
      description: 'Whether to return a simplified version of the response instead of the raw data',
    },
    {
      displayName: 'Speaker Labels',
      name: 'speakerLabels',
      type: 'boolean',
      default: true,
      description: 'Whether to write who speaks, as Speaker 1, Speaker 2 and so on, where several do',
    },
    {
      displayName: 'Subtitles as Text',
      name: 'inlineSubtitles',
      type: 'multiOptions',
      options: subtitles,
      default: [],
      description: 'Subtitles to add as text, in the fields subtitles.srt and subtitles.vtt',
    },
    {
      displayName: 'Times in Text File',
      name: 'textTimes',
      type: 'boolean',
      displayOptions: { show: { files: ['txt'] } },
      default: false,
      description: 'Whether each paragraph of the text file begins with its time',
    },
  ],
};
