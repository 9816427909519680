import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { ProviderId } from '../../../providers/registry';
import type { OperationName } from '../operationNames';

/** In the order of the panel's list of actions: what most people want comes first. */
const operations = {
  transcribe: {
    name: 'Transcribe',
    value: 'transcribe',
    description: 'Turn audio or video into text',
    action: 'Transcribe audio',
  },
  translate: {
    name: 'Translate to English',
    value: 'translate',
    description: 'Turn audio in any language into English text',
    action: 'Translate audio to english text',
  },
  getTranscript: {
    name: 'Get Transcript',
    value: 'getTranscript',
    description: 'Fetch the transcript of a task that was submitted earlier',
    action: 'Get a transcript by task ID',
  },
  formatTranscript: {
    name: 'Format Transcript',
    value: 'formatTranscript',
    description: 'Make texts, subtitles and files from an existing transcript, at no cost',
    action: 'Format a transcript',
  },
  getBalance: {
    name: 'Get Balance',
    value: 'getBalance',
    description: 'See how much is left in the account',
    action: 'Get the account balance',
  },
} satisfies { [Name in OperationName]: INodePropertyOptions & { value: Name } };

/** n8n lists the choices of the first parameter with this name as the node's actions, and of no other. */
export const operation: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  options: Object.values(operations),
  default: 'transcribe',
};

const choices = {
  apikley: {
    name: 'Apikley (ElevenLabs Scribe)',
    value: 'apikley',
    description:
      'For long recordings. Identifies speakers; the node fetches the transcript when it is ready.',
  },
  elkapi: {
    name: 'ElkAPI (Whisper)',
    value: 'elkapi',
    description: 'Returns the transcript at once. Long recordings are sent in parts.',
  },
} satisfies { [Id in ProviderId]: INodePropertyOptions & { value: Id } };

/** The editor replaces a provider that the chosen operation does not have by the first one that does. */
function providerFor(names: OperationName[], ids: [ProviderId, ...ProviderId[]]): INodeProperties {
  const [first] = ids;
  return {
    displayName: 'Provider',
    name: 'provider',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { operation: names } },
    options: ids.map((id) => choices[id]),
    default: first,
  };
}

/** Who does it. Format Transcript needs nobody. */
export const provider: INodeProperties[] = [
  providerFor(['transcribe', 'getBalance'], ['apikley', 'elkapi']),
  providerFor(['translate'], ['elkapi']),
  providerFor(['getTranscript'], ['apikley']),
];
