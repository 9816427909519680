import {
  type INodeParameters,
  type INodeProperties,
  type INodeTypeDescription,
  NodeHelpers,
} from 'n8n-workflow';
import { ApikleyTrigger } from '../../nodes/ApikleyTrigger/ApikleyTrigger.node';
import { credentialTypes } from '../../nodes/shared/credentials';
import { operationNames } from '../../nodes/Transcribe/parameters';
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

const visible = (parameters: Record<string, string>) =>
  description.properties.filter((property) =>
    NodeHelpers.displayParameter(parameters, property, node, description),
  );
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
    const provider = description.properties.find(({ name }) => name === 'provider');
    expect(provider && choices(provider).sort()).toEqual(Object.keys(providers).sort());
    const offered = description.properties.filter(({ name }) => name === 'operation').flatMap(choices);
    expect([...new Set(offered)].sort()).toEqual([...operationNames]);
  });

  test('offers the modes, and fetching by task ID, for every provider of tasks and no other', () => {
    for (const [provider, kind] of kinds) {
      const shown = (operation: string) => visible({ provider, operation }).map(({ name }) => name);
      expect([provider, shown('transcribe').includes('mode')]).toEqual([provider, kind === 'task']);
      const operation = visible({ provider }).find(({ name }) => name === 'operation');
      expect([provider, operation && choices(operation).includes('getTranscript')]).toEqual([
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
    [{ provider: 'apikley', operation: 'getTranscript' }, ['taskId', 'output', 'options']],
    [{ provider: 'elkapi', operation: 'getBalance' }, []],
  ])('shows what %j needs, and no more', (parameters, fields) => {
    expect(visible(parameters).map(({ name }) => name)).toEqual(['provider', 'operation', ...fields]);
  });

  test('lists the options of every collection by their names', () => {
    for (const { type, options = [] } of description.properties) {
      if (type !== 'collection') continue;
      const names = options.map((option) => ('displayName' in option ? option.displayName : option.name));
      expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
    }
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
