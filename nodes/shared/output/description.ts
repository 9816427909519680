import type { INodeProperties } from 'n8n-workflow';
import { defaultOutputOptions } from './options';
import { subtitleOptions, subtitles } from './subtitleDescription';

// The linter accepts only plain names as defaults.
const { speakerLabel } = defaultOutputOptions;

const options: INodeProperties[] = [
  {
    displayName: 'Compact Text for AI',
    name: 'compactText',
    type: 'boolean',
    default: false,
    description:
      'Whether to add the field compactText: the transcript with timestamps and speakers, in few tokens, for a language model',
  },
  {
    displayName: 'File Name',
    name: 'fileName',
    type: 'string',
    default: '',
    placeholder: 'e.g. interview',
    description:
      'The name of the files, without an extension. If empty, they are named after the recording. It is also the title of a web page and a Markdown file.',
  },
  {
    displayName: 'Subtitle and Text Files',
    name: 'files',
    type: 'multiOptions',
    options: [
      ...subtitles,
      {
        name: 'Markdown',
        value: 'md',
        description: 'For wikis, notes and chats, with speakers and timestamps',
      },
      { name: 'Text', value: 'txt', description: 'Paragraphs to read, with the names of the speakers' },
      {
        name: 'Web Page',
        value: 'html',
        description: 'To read, search and print in a browser, with speakers, timestamps and talk times',
      },
    ].sort((a, b) => a.name.localeCompare(b.name)),
    default: [],
    description:
      'Files to add to the item, to attach to an e-mail or to upload. Their fields are called html, md, srt, txt and vtt.',
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
    description: 'Whether to add every word with its timestamps as the field words',
  },
  {
    displayName: 'Leave Out Backchannels',
    name: 'leaveOutBackchannels',
    type: 'boolean',
    default: false,
    description:
      'Whether the dialogue, text files, web page and compact text leave out what listeners say while somebody else keeps talking, such as "mhm" or "yeah". Answers to questions stay, and so does everything in subtitles and data.',
  },
  {
    displayName: 'Leave Out Repeated Sentences',
    name: 'leaveOutRepeats',
    type: 'boolean',
    default: false,
    description:
      'Whether three or more identical sentences in a row become one, because models repeat themselves in silences. A warning says where they were.',
  },
  {
    displayName: 'Recording URL',
    name: 'recordingUrl',
    type: 'string',
    displayOptions: { show: { files: ['html'] } },
    default: '',
    placeholder: 'e.g. https://example.com/interview.mp3',
    description:
      'Where the web page plays the recording from. Everyone who has the page can read this address, including a token in it.',
  },
  {
    displayName: 'Show Audio Events',
    name: 'showAudioEvents',
    type: 'boolean',
    default: false,
    description:
      'Whether to write sounds such as [laughter] among the words, if the recording was transcribed with Tag Audio Events',
  },
  {
    displayName: 'Simplify',
    name: 'simplify',
    type: 'boolean',
    default: true,
    description: 'Whether to return a simplified version of the response instead of the raw data',
  },
  {
    displayName: 'Speaker Label',
    name: 'speakerLabel',
    type: 'string',
    displayOptions: { hide: { speakerLabels: [false] } },
    default: speakerLabel,
    placeholder: 'e.g. [{name}] ',
    description: 'The text before the words of a speaker, in texts and subtitles. It has to contain {name}.',
  },
  {
    displayName: 'Speaker Labels',
    name: 'speakerLabels',
    type: 'boolean',
    default: true,
    description: 'Whether to write who speaks, as Speaker 1, Speaker 2 and so on, if several people speak',
  },
  {
    displayName: 'Speaker Names',
    name: 'speakerNames',
    type: 'string',
    default: '',
    placeholder: 'e.g. Anna, Boris',
    description:
      'Names in the order in which the speakers first speak, or JSON by speaker ID such as {"speaker_0": "Anna"}. A speaker without a name is called Speaker 1, Speaker 2 and so on in the language of the transcript. Two speakers with the same name are written as one person.',
  },
  {
    displayName: 'Times in Text File',
    name: 'textTimes',
    type: 'boolean',
    displayOptions: { show: { files: ['txt'] } },
    default: false,
    description: 'Whether each paragraph of the text file begins with its timestamp',
  },
  ...subtitleOptions,
];

/** The same in every node and operation that returns a transcript. */
export const output: INodeProperties = {
  displayName: 'Output Options',
  name: 'output',
  type: 'collection',
  placeholder: 'Add output option',
  default: {},
  options: options.toSorted((one, other) => one.displayName.localeCompare(other.displayName)),
};
