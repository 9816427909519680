import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { type ModelFamily, modelFamilies } from '../../../providers/elkapi/models';
import { automaticFormat, elkapiOptionsSchema } from '../../../providers/elkapi/options';
import {
  type ElkapiResponseFormat,
  elkapiResponseFormats,
  responseFormatFacts,
} from '../../../providers/elkapi/responseFormats';

const { model: defaultModel, prompt: defaultPrompt } = elkapiOptionsSchema.parse({});

type Conditions = NonNullable<IDisplayOptions['hide']>[string];

/** Matches the model in the form if it belongs to one of the families. An expression matches none. */
const modelsIn = (families: ReadonlyArray<(typeof modelFamilies)[keyof typeof modelFamilies]>): Conditions =>
  families.map(({ ids }) => ({ _cnd: { regex: ids } }));

const familiesThat = (refuse: (family: ModelFamily) => boolean) =>
  Object.values(modelFamilies).filter((family) => refuse(family));

export const elkapiModel: INodeProperties = {
  displayName: 'Model',
  name: 'model',
  type: 'resourceLocator',
  default: { __rl: true, mode: 'list', value: defaultModel, cachedResultName: defaultModel },
  description:
    'The model that transcribes. Some return subtitles and words, some only text, and some identify speakers.',
  modes: [
    {
      displayName: 'From List',
      name: 'list',
      type: 'list',
      placeholder: 'Select a model...',
      typeOptions: { searchListMethod: 'searchModels', searchable: true },
    },
    { displayName: 'By ID', name: 'id', type: 'string', placeholder: `e.g. ${defaultModel}` },
  ],
};

export const prompt: INodeProperties = {
  displayName: 'Prompt',
  name: 'prompt',
  type: 'string',
  typeOptions: { rows: 2 },
  displayOptions: { hide: { model: modelsIn(familiesThat((family) => !family.prompt)) } },
  default: defaultPrompt,
  placeholder: 'e.g. Ms Yılmaz, Kubernetes, ISO 27001',
  description: 'Names and terms that are likely to occur, spelled as they should be',
};

const descriptions: Record<ElkapiResponseFormat, string> = {
  diarized_json: 'Text, duration, and segments with timestamps and speakers',
  json: 'The text only, without timestamps',
  srt: 'The subtitle file as ElkAPI makes it, and its text',
  text: 'The text only, without timestamps',
  verbose_json: 'Text, language, duration, and segments with timestamps',
  vtt: 'The subtitle file as ElkAPI makes it, and its text',
};

/** The formats in the order of their names, each only with the models that take it, as far as those are known. */
const formats = elkapiResponseFormats
  .map((format): INodePropertyOptions => {
    const refusing = familiesThat(({ formats: taken }) => !taken.includes(format));
    return {
      name: responseFormatFacts[format].label,
      value: format,
      description: descriptions[format],
      ...(refusing.length === 0 ? {} : { displayOptions: shownWithout(refusing) }),
    };
  })
  .sort((one, other) => one.name.localeCompare(other.name));

/** For a choice within a parameter, n8n begins at the root of the form. */
function shownWithout(refusing: ReturnType<typeof familiesThat>): IDisplayOptions {
  const isRefusedByDefault = refusing.some(({ ids }) => new RegExp(ids).test(defaultModel));
  return {
    // Without the option Model there is nothing to match.
    ...(isRefusedByDefault ? { show: { '/options.model': [{ _cnd: { exists: true } }] } } : {}),
    hide: { '/options.model': modelsIn(refusing) },
  };
}

export const responseFormat: INodeProperties = {
  displayName: 'Response Format',
  name: 'responseFormat',
  type: 'options',
  options: [
    {
      name: 'Automatic',
      value: automaticFormat,
      description: 'The most detailed format that the model supports',
    },
    ...formats,
  ],
  default: automaticFormat,
  description: "The format of ElkAPI's answer",
};
