import {
  type INodeParameters,
  type INodeProperties,
  type INodeTypeDescription,
  NodeHelpers,
} from 'n8n-workflow';
import { ApikleyTrigger } from '../../nodes/ApikleyTrigger/ApikleyTrigger.node';
import { credentialTypes } from '../../nodes/shared/credentials';
import { operationNames } from '../../nodes/Transcribe/operationNames';
import { Transcribe } from '../../nodes/Transcribe/Transcribe.node';
import codex from '../../nodes/Transcribe/Transcribe.node.json';
import { type ProviderDefinition, providers } from '../../providers/registry';
import { FakeClock } from '../support/fakeClock';
import { TestRuntime } from '../support/runtime';

const { description } = new Transcribe();
const node = { typeVersion: 1 };

const definitions: Array<[string, ProviderDefinition]> = Object.entries(providers);
const kinds = definitions.map(([id, { create }]) => {
  const http = { send: () => Promise.reject(new Error('nothing is sent')) };
  const settings = { apiKey: 'sk-any', baseUrl: 'https://api.example.com' };
  return [id, create(new TestRuntime(http, new FakeClock()), settings).kind] as const;
});

const visible = (parameters: Record<string, string>, type = description) =>
  description.properties.filter((property) => NodeHelpers.displayParameter(parameters, property, node, type));
const choices = ({ options = [] }: INodeProperties) =>
  options.flatMap((option) => ('value' in option ? [option.value] : []));

describe('the form of Transcribe', () => {
  test('asks for the credential of the chosen provider, and no other', () => {
    for (const provider of Object.keys(providers)) {
      const shown = (description.credentials ?? []).filter((credential) =>
        NodeHelpers.displayParameter({ provider }, credential, node, description),
      );
      expect(shown.map(({ name }) => name)).toEqual([
        Object.entries(credentialTypes).find(([id]) => id === provider)?.[1],
      ]);
    }
  });

  test('keeps Provider in the form, which a credential shown for its values would hide', () => {
    const depending = (description.credentials ?? []).filter(({ displayOptions }) => displayOptions?.show);
    expect(depending).toEqual([]);
  });

  test('offers every provider, and every operation for at least one', () => {
    const provider = visible({ operation: 'transcribe' }).find(({ name }) => name === 'provider');
    expect(provider && choices(provider).sort()).toEqual(Object.keys(providers).sort());
    const operations = description.properties.filter(({ name }) => name === 'operation');
    expect(operations).toHaveLength(1);
    expect(operations.flatMap(choices).sort()).toEqual([...operationNames]);
  });

  test('offers the modes, and fetching by task ID, for every provider of tasks and no other', () => {
    const [fetching] = visible({ operation: 'getTranscript' }).filter(({ name }) => name === 'provider');
    for (const [provider, kind] of kinds) {
      const shown = (operation: string) => visible({ provider, operation }).map(({ name }) => name);
      expect([provider, shown('transcribe').includes('mode')]).toEqual([provider, kind === 'task']);
      expect([provider, fetching && choices(fetching).includes(provider)]).toEqual([
        provider,
        kind === 'task',
      ]);
    }
  });

  test('names every provider in the subtitle and the description, and is found by its name', () => {
    for (const [id, { name }] of Object.entries(providers)) {
      expect(description.subtitle).toContain(`${id}: "${name}"`);
      expect(description.description).toContain(name);
      expect(codex.alias).toContain(id);
    }
  });

  test.each([
    [
      { provider: 'apikley', operation: 'transcribe', audioFrom: 'url' },
      ['audioFrom', 'audioUrl', 'mode', 'language', 'output', 'options'],
    ],
    [
      { provider: 'elkapi', operation: 'transcribe', audioFrom: 'inputData' },
      ['audioFrom', 'inputDataFieldName', 'language', 'output', 'options'],
    ],
    [
      { provider: 'elkapi', operation: 'translate', audioFrom: 'url' },
      ['audioFrom', 'audioUrl', 'output', 'options'],
    ],
    [
      { provider: 'apikley', operation: 'transcribe', audioFrom: 'url', mode: 'submit' },
      ['audioFrom', 'audioUrl', 'mode', 'language', 'output', 'options'],
    ],
    [{ provider: 'apikley', operation: 'getTranscript' }, ['taskId', 'output', 'options']],
    [{ provider: 'elkapi', operation: 'getBalance' }, []],
  ])('shows what %j needs, and no more', (parameters, fields) => {
    expect(visible(parameters).map(({ name }) => name)).toEqual(['operation', 'provider', ...fields]);
  });

  describe('of Format Transcript', () => {
    /** The parameters that the editor keeps after the user has made these choices. */
    const kept = (parameters: INodeParameters) =>
      NodeHelpers.getNodeParameters(description.properties, parameters, true, false, node, description) ?? {};
    const shown = (parameters: INodeParameters) =>
      description.properties
        .filter((property) => NodeHelpers.displayParameter(parameters, property, node, description))
        .map(({ name }) => name);

    test.each(Object.keys(providers))('asks for no provider and no credential, after %s', (provider) => {
      const parameters = kept({ provider, operation: 'formatTranscript' });
      expect(parameters).toEqual({ operation: 'formatTranscript', transcript: '={{ $json }}', output: {} });
      expect(shown(parameters)).toEqual(['operation', 'transcript', 'output']);
      const credentials = (description.credentials ?? []).filter((credential) =>
        [parameters, { ...parameters, provider }].some((values) =>
          NodeHelpers.displayParameter(values, credential, node, description),
        ),
      );
      expect(credentials).toEqual([]);
    });

    test('leads back to every other operation', () => {
      const parameters = kept({ operation: 'formatTranscript' });
      const operation = description.properties.find(
        (property) =>
          property.name === 'operation' &&
          NodeHelpers.displayParameter(parameters, property, node, description),
      );
      expect(operation && choices(operation)).toContain('transcribe');
      expect(kept({ ...parameters, operation: 'transcribe' })).toMatchObject({
        provider: 'apikley',
        operation: 'transcribe',
        mode: 'wait',
      });
    });

    test('is named in the subtitle without a provider', () => {
      expect(description.subtitle).toContain('=== "formatTranscript" ? "Format transcript" :');
    });
  });

  test('replaces a provider that the chosen operation does not have', () => {
    const change = (operation: string, provider: string) =>
      NodeHelpers.getNodeParameters(description.properties, { operation }, true, false, node, description)
        ?.provider === provider;
    expect(change('translate', 'elkapi')).toBe(true);
    expect(change('getTranscript', 'apikley')).toBe(true);
  });

  describe('as a tool of an AI agent', () => {
    // n8n makes the tool out of the node, and adds this ending.
    const tool = { ...description, name: 'transcribeTool' };
    const asked = { operation: 'transcribe', provider: 'apikley', audioFrom: 'url' };
    const one = (name: string, type = tool) =>
      visible(asked, type).find((property) => property.name === name);

    test('takes a URL unless told otherwise, and says how the model fills it in', () => {
      expect(one('audioFrom')?.default).toBe('url');
      expect(one('audioFrom', description)?.default).toBe('inputData');
      expect(one('toolNotice')?.displayName).toContain('the model fills in');
    });

    test('always waits, and offers no other mode', () => {
      expect(one('mode')).toMatchObject({ type: 'hidden', default: 'wait' });
    });
  });

  test('offers Submit Only no output option but the file name, which goes on with the task', () => {
    const parameters = { provider: 'apikley', operation: 'transcribe', audioFrom: 'url', mode: 'submit' };
    const [output] = visible(parameters).filter(({ name }) => name === 'output');
    expect(output?.options?.map(({ name }) => name)).toEqual(['fileName']);
  });

  test('lists every operation once among the actions, and no mode', () => {
    // n8n reads the first parameter with each of these names.
    const first = (wanted: string) => description.properties.find(({ name }) => name === wanted);
    expect(first('mode')?.options).toBeUndefined();
    expect(first('operation')?.options?.map((option) => 'action' in option && option.action)).toEqual([
      'Transcribe audio',
      'Translate audio to english text',
      'Get a transcript by task ID',
      'Format a transcript',
      'Get the account balance',
    ]);
  });

  test('lists the options of every collection by their names', () => {
    for (const { type, options = [] } of description.properties) {
      if (type !== 'collection') continue;
      const names = options.map((option) => ('displayName' in option ? option.displayName : option.name));
      expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
    }
  });
});

describe('the output options for subtitles', () => {
  const output = description.properties.find(({ name }) => name === 'output');
  const shownWith = (values: INodeParameters) =>
    (output?.options ?? []).flatMap((option) =>
      'type' in option && NodeHelpers.displayParameter(values, option, node, description)
        ? [option.displayName]
        : [],
    );
  const always = shownWith({});
  const forSubtitles = ['Subtitle Rules', 'Subtitle Line Length', 'Subtitle Gap (Seconds)'];

  test('are there once subtitles are asked for, as files or as text, and each only once', () => {
    for (const values of [
      { files: ['srt', 'txt'] },
      { inlineSubtitles: ['vtt'] },
      { files: ['vtt'], inlineSubtitles: ['srt'] },
    ]) {
      const shown = shownWith(values);
      expect(shown).toEqual(expect.arrayContaining(forSubtitles));
      expect(shown).toEqual([...new Set(shown)]);
    }
  });

  test('are not there where they would do nothing', () => {
    for (const values of [{}, { files: ['txt', 'html'] }, { inlineSubtitles: [] }]) {
      expect(shownWith(values).filter((name) => forSubtitles.includes(name))).toEqual([]);
    }
    expect(always).toContain('Subtitle and Text Files');
  });

  test('are there if an expression decides', () => {
    expect(shownWith({ files: '={{ $json.files }}' })).toEqual(expect.arrayContaining(forSubtitles));
  });
});

describe('the output options', () => {
  const trigger = new ApikleyTrigger().description;
  const outputOf = ({ properties }: INodeTypeDescription) => properties.find(({ name }) => name === 'output');

  /** The available entries, given the rest of the form. */
  const offered = (form: INodeTypeDescription, parameters: INodeParameters, output: INodeParameters = {}) =>
    (outputOf(form)?.options ?? []).flatMap((entry) =>
      'displayName' in entry &&
      'type' in entry &&
      NodeHelpers.displayParameter(output, entry, node, form, { ...parameters, output })
        ? [entry.name]
        : [],
    );

  test('are the same wherever a transcript comes out', () => {
    const shown = outputOf(description);
    expect(outputOf(trigger)).toEqual({ ...shown, displayOptions: undefined });
    expect(shown?.displayName).toBe('Output Options');
    const transcribe = offered(description, { operation: 'transcribe' });
    expect(offered(description, { operation: 'getTranscript' })).toEqual(transcribe);
    expect(offered(trigger, {})).toEqual(transcribe);
  });

  test('offer words only if the provider has them', () => {
    const transcribe = offered(description, { operation: 'transcribe' });
    expect(transcribe).toContain('includeWords');
    expect(offered(description, { operation: 'translate' })).toEqual(
      transcribe.filter((name) => name !== 'includeWords'),
    );
  });

  test('offer timestamps in the text file if there is one', () => {
    expect(offered(trigger, {}, { files: ['srt'] })).not.toContain('textTimes');
    expect(offered(trigger, {}, { files: ['srt', 'txt'] })).toContain('textTimes');
  });
});
