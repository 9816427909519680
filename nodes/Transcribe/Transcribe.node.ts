import {
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { type ProviderId, providers } from '../../providers/registry';
import { credentialTypes } from '../shared/credentials';
import { failedItem, successItem } from '../shared/items';
import { toNodeError } from '../shared/nodeErrors';
import { recordingOfItem } from './audio/recordingOfItem';
import { properties } from './descriptions/properties';
import { formatItems } from './formatItems';
import { searchModels } from './lists/searchModels';
import { isLocal } from './operationNames';
import { runItems } from './runItems';
import { firstFailure, paidForOthers } from './stoppingError';
import { suspend } from './suspend/suspend';
import { answerDoorbell, doorbellWebhooks } from './suspend/webhook';

/**
 * If a credential is shown for a value of Provider, the editor takes Provider for the choice between credentials and
 * drops it from the form. Hiding the credential for all other values avoids that. Format Transcript needs neither.
 */
const hiddenUnless = (provider: ProviderId) => ({
  provider: Object.keys(providers).filter((id) => id !== provider),
  operation: ['formatTranscript'],
});

export class Transcribe implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Transcribe',
    name: 'transcribe',
    icon: { light: 'file:transcribe.svg', dark: 'file:transcribe.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle:
      '={{ $parameter["operation"] === "formatTranscript" ? "Format transcript" : { transcribe: "Transcribe", translate: "Translate", getTranscript: "Get transcript", getBalance: "Get balance" }[$parameter["operation"]] + " · " + { apikley: "Apikley", elkapi: "ElkAPI" }[$parameter["provider"]] + ({ suspend: " · Suspend", submit: " · Submit only" }[$parameter["mode"]] || "") }}',
    description: 'Turn audio into text with Apikley (ElevenLabs Scribe) or ElkAPI (Whisper)',
    defaults: { name: 'Transcribe' },
    usableAsTool: true,
    builderHint: {
      searchHint:
        'Turns speech in audio or video files into text and subtitles. One node does it all: it takes a file of the item or a URL, prepares large files and videos, waits for the result and returns text, dialogue, segments, speakers and subtitle files. No HTTP Request, Wait or Code node is needed around it. To format a transcript again, use the operation Format Transcript, which costs nothing.',
    },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [
      {
        name: credentialTypes.apikley,
        required: true,
        displayOptions: { hide: hiddenUnless('apikley') },
      },
      {
        name: credentialTypes.elkapi,
        required: true,
        displayOptions: { hide: hiddenUnless('elkapi') },
      },
    ],
    properties,
    waitingNodeTooltip:
      'The workflow is suspended while Apikley transcribes, and continues by itself with the transcripts.',
    webhooks: doorbellWebhooks,
  };

  methods = { listSearch: { searchModels } };

  webhook = answerDoorbell;

  /*
   * The path of one paid request. An inner step runs again with each retry of the steps around it.
   *
   *   execute
   *   └ runItems                                prepares every item, then runs all of them in parallel
   *     ├ openRun                               shared by the items: HTTP client, account, limiter, ledger store
   *     ├ transcribe, translate                 prepare an item: parameters, check, purchase, its SubmitLedger
   *     └ finish
   *       └ submitOnce, requestOnce             skip what the ledger holds, refuse what it can't rule out
   *         ├ run.sending                       Items at a Time; nothing once the run is halted
   *         │ └ withOpenAudio                   opens a URL that is not left to the provider, and cuts what is too large
   *         │   └ provider.submit, .transcribe  a free upload comes first, with its own retry
   *         │     └ runtime.retry               repeats only what can't have been charged
   *         │       └ runtime.charge            consists of the next two
   *         │         └ submitPacer.run         the account's pace, across all executions of this process
   *         │           └ ledger.charge         notes "sent", and undoes it if nothing can have been charged
   *         │             └ http.send           n8n's helper with the credential; the answer has a time limit
   *         └ ledger.rememberTask, .rememberTranscript
   */
  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const outcomes = await (isLocal(this) ? formatItems(this) : runItems(this));
    const output: INodeExecutionData[] = [];
    for (const [itemIndex, outcome] of outcomes.entries()) {
      if (outcome.ok) {
        output.push(successItem(outcome, itemIndex));
      } else if (this.continueOnFail()) {
        output.push(failedItem(this, outcome.error, itemIndex, recordingOfItem(this, itemIndex)));
      } else {
        const cause = firstFailure(outcomes);
        throw toNodeError(this, cause.error, cause.itemIndex, paidForOthers(this, cause.itemIndex));
      }
    }
    const suspends = outcomes.some((outcome) => outcome.ok && outcome.pending);
    return [suspends ? await suspend(this, outcomes, output) : output];
  }
}
