import type { INodeTypeDescription } from 'n8n-workflow';
import { ApikleyTrigger } from '../ApikleyTrigger/ApikleyTrigger.node';

const iconOf = (theme: string) => `file:../ApikleyTrigger/apikleyTrigger${theme}.svg` as const;

/**
 * The Apikley Trigger under the type that n8n offers: it shows a trigger among a node's actions only if the trigger's
 * type is the node's with "Trigger" at the end. Workflows made before keep the type `apikleyTrigger`, which does the
 * same and is no longer offered.
 */
export class TranscribeTrigger extends ApikleyTrigger {
  override description: INodeTypeDescription = offered(new ApikleyTrigger().description);
}

function offered(description: INodeTypeDescription): INodeTypeDescription {
  const renamed = {
    ...description,
    displayName: 'Apikley Trigger',
    name: 'transcribeTrigger',
    icon: { light: iconOf(''), dark: iconOf('.dark') },
  };
  delete renamed.hidden;
  return renamed;
}
