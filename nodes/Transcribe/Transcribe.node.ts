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
import { properties } from './descriptions/properties';
import { runItems } from './runItems';
import { firstFailure, paidForOthers } from './stoppingError';
import { suspend } from './suspend/suspend';
import { answerDoorbell, doorbellWebhooks } from './suspend/webhook';

/**
 * A credential that is shown for a value of Provider would make the editor take Provider for a choice of
 * credentials and drop it from the form. One that is hidden for all other values does not.
 */
const othersThan = (provider: ProviderId) => Object.keys(providers).filter((id) => id !== provider);

export class Transcribe implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Transcribe',
    name: 'transcribe',
    icon: { light: 'file:transcribe.svg', dark: 'file:transcribe.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle:
      '={{ { transcribe: "Transcribe", translate: "Translate", getTranscript: "Get transcript", getBalance: "Get balance" }[$parameter["operation"]] + " · " + { apikley: "Apikley", elkapi: "ElkAPI" }[$parameter["provider"]] }}',
    description: 'Turn audio into text with Apikley (ElevenLabs Scribe) or ElkAPI (Whisper)',
    defaults: { name: 'Transcribe' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [
      {
        name: credentialTypes.apikley,
        required: true,
        displayOptions: { hide: { provider: othersThan('apikley') } },
      },
      {
        name: credentialTypes.elkapi,
        required: true,
        displayOptions: { hide: { provider: othersThan('elkapi') } },
      },
    ],
    properties,
    waitingNodeTooltip:
      'The workflow sleeps while Apikley transcribes, and goes on by itself with the transcripts.',
    webhooks: doorbellWebhooks,
  };

  webhook = answerDoorbell;

  /*
   * The path of one paid request. Whatever stands further in runs anew with each try of what stands around it.
   *
   *   execute
   *   └ runItems                                prepares every item, then works on all of them at the same time
   *     ├ openRun                               what the items share: HTTP client, account, limiter, ledger's store
   *     ├ transcribe, translate                 prepare an item: parameters, check, purchase, its SubmitLedger
   *     └ finish
   *       └ submitOnce, requestOnce             send nothing that the ledger holds, or can't rule out
   *         ├ run.sending                       Items at a Time; nothing once the run is halted
   *         │ └ withReadableAudio               opens a URL for a provider that fetches none
   *         │   └ provider.submit, .transcribe  an upload that costs nothing goes before, with a retry of its own
   *         │     └ runtime.retry               repeats only what can't have been charged
   *         │       └ runtime.charge            is the next two
   *         │         └ submitPacer.run         the account's pace, over all executions of this process
   *         │           └ ledger.charge         notes "sent", and takes it back if nothing can have been charged
   *         │             └ http.send           n8n's helper with the credential; the answer has a time limit
   *         └ ledger.rememberTask, .rememberTranscript
   */
  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const outcomes = await runItems(this);
    const output: INodeExecutionData[] = [];
    for (const [itemIndex, outcome] of outcomes.entries()) {
      if (outcome.ok) {
        output.push(successItem(outcome, itemIndex));
      } else if (this.continueOnFail()) {
        output.push(failedItem(this, outcome.error, itemIndex));
      } else {
        const cause = firstFailure(outcomes);
        throw toNodeError(this, cause.error, cause.itemIndex, paidForOthers(this, cause.itemIndex));
      }
    }
    const sleeps = outcomes.some((outcome) => outcome.ok && outcome.pending);
    return [sleeps ? await suspend(this, outcomes, output) : output];
  }
}
