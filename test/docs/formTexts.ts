import { ApikleyApi } from '../../credentials/ApikleyApi.credentials';
import { ElkApi } from '../../credentials/ElkApi.credentials';
import { ApikleyTrigger } from '../../nodes/ApikleyTrigger/ApikleyTrigger.node';
import { Transcribe } from '../../nodes/Transcribe/Transcribe.node';

/** The keys of n8n's descriptions whose values a user reads, and those that n8n's own builder reads. */
const shown = new Set([
  'action',
  'activationMessage',
  'active',
  'description',
  'displayName',
  'error',
  'errorMessage',
  'eventTriggerDescription',
  'executionsHelp',
  'header',
  'hint',
  'inactive',
  'message',
  'placeholder',
  'propertyHint',
  'searchHint',
  'subtitle',
  'waitingNodeTooltip',
]);

/** A text on the screen, with the way to it: "Transcribe.properties.3.description". */
export interface Text {
  where: string;
  text: string;
}

export function formTexts(): Text[] {
  const forms = {
    Transcribe: new Transcribe().description,
    ApikleyTrigger: new ApikleyTrigger().description,
    ApikleyApi: new ApikleyApi(),
    ElkApi: new ElkApi(),
  };
  return Object.entries(forms).flatMap(([name, form]) => textsIn(form, name, false));
}

function textsIn(value: unknown, where: string, isShown: boolean): Text[] {
  if (typeof value === 'string') return isShown ? [{ where, text: value }] : [];
  if (Array.isArray(value)) {
    return value.flatMap((entry: unknown, index) => textsIn(entry, `${where}.${index}`, isShown));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) =>
      textsIn(inner, `${where}.${key}`, shown.has(key) || (key === 'name' && 'value' in value)),
    );
  }
  return [];
}
