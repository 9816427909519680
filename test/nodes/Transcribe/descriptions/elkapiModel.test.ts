import { type INodeParameters, type INodeProperties, NodeHelpers } from 'n8n-workflow';
import { Transcribe } from '../../../../nodes/Transcribe/Transcribe.node';
import { modelFamilies } from '../../../../providers/elkapi/models';
import { automaticFormat, elkapiOptionsSchema } from '../../../../providers/elkapi/options';
import { refusalOfOptions, refusalOfWish } from '../../../../providers/elkapi/refusals';
import { type AudioTask, formFields } from '../../../../providers/elkapi/request';
import { toTranscript } from '../../../../providers/elkapi/response';
import {
  type ElkapiResponseFormat,
  elkapiResponseFormats,
} from '../../../../providers/elkapi/responseFormats';
import { fixtureBytes } from '../../../../emulator/recordings/fixtures';
import { TestClient } from '../../../emulator/testClient';
import { fixtureFile } from '../../../support/audio';
import { useEmulator } from '../../../support/useEmulator';

// n8n gives each regular expression of the form 250 ms of wall time, which a busy machine may not have.
jest.retryTimes(3);

const { description } = new Transcribe();
const node = { typeVersion: 1 };

type Operation = 'transcribe' | 'translate';

/** The form as it is filled in, with the model as the list leaves it; undefined if the option was never added. */
const formWith = (operation: Operation, model: string | undefined): INodeParameters => ({
  provider: 'elkapi',
  operation,
  options: model === undefined ? {} : { model: { __rl: true, mode: 'list', value: model } },
});

/** An option, if the form offers it. */
function option(form: INodeParameters, name: string): INodeProperties | undefined {
  const collection = description.properties.find(
    (property) =>
      property.name === 'options' && NodeHelpers.displayParameter(form, property, node, description),
  );
  return (collection?.options ?? []).find(
    (entry): entry is INodeProperties =>
      entry.name === name &&
      'type' in entry &&
      NodeHelpers.displayParameterPath({ parameters: form }, entry, 'parameters.options', node, description),
  );
}

/** As the editor does it for the choices of a parameter, wherever that stands: from the root of the form. */
const offeredFormats = (form: INodeParameters): string[] =>
  (option(form, 'responseFormat')?.options ?? []).flatMap((choice) =>
    'value' in choice &&
    NodeHelpers.displayParameter(
      form,
      { ...choice, type: 'string', displayName: '', default: '' },
      node,
      description,
    )
      ? [String(choice.value)]
      : [],
  );

const service = useEmulator();
const families = Object.entries(modelFamilies);

/** Sends what the node would send if it refused nothing. */
async function send(
  task: AudioTask,
  chosen: { model: string; responseFormat: ElkapiResponseFormat; prompt?: string },
) {
  const options = elkapiOptionsSchema.parse(chosen);
  const request = { audio: fixtureFile('english.mp3'), wantWords: true, providerOptions: options };
  const file = { name: 'english.mp3', bytes: fixtureBytes('english.mp3') };
  const fields = formFields(task, request, options);
  const { status, text } = await new TestClient(service.emulator).elkapi(task, [['file', file], ...fields]);
  return { status, transcript: status === 200 ? toTranscript(text, options) : undefined };
}

const asked = (model: string, responseFormat: ElkapiResponseFormat, prompt = '') => ({
  model,
  responseFormat,
  prompt,
});

describe.each(families)('the family %s', (_name, { example, formats, prompt, translates }) => {
  test.each(elkapiResponseFormats)('is offered, accepted and sent %s, or none of these', async (format) => {
    const takes = formats.some((taken) => taken === format);
    expect(offeredFormats(formWith('transcribe', example)).includes(format)).toBe(takes);
    expect(refusalOfOptions(asked(example, format)) === undefined).toBe(takes);
    expect((await send('transcriptions', asked(example, format))).status).toBe(takes ? 200 : 400);
    expect((await service.control.charged()).length).toBe(takes ? 1 : 0);
  });

  test.each(formats)('gives times and words in %s where nothing was refused', async (format) => {
    const { transcript } = await send('transcriptions', asked(example, format));
    const refused = (wish: 'subtitles' | 'words') =>
      refusalOfWish(wish, asked(example, format)) !== undefined;
    expect(transcript?.segments === undefined).toBe(refused('subtitles'));
    expect(transcript?.words === undefined).toBe(refused('words'));
  });

  test.each(formats)('translates in %s, or is refused', async (format) => {
    expect(offeredFormats(formWith('translate', example))).toContain(format);
    expect(refusalOfWish('translation', asked(example, format)) === undefined).toBe(translates);
    expect((await send('translations', asked(example, format))).status).toBe(translates ? 200 : 400);
  });

  test('is offered, accepted and sent a prompt, or none of these', async () => {
    const [format] = formats;
    expect(option(formWith('transcribe', example), 'prompt') !== undefined).toBe(prompt);
    expect(refusalOfOptions(asked(example, format, 'Anna')) === undefined).toBe(prompt);
    expect((await send('transcriptions', asked(example, format, 'Anna'))).status).toBe(prompt ? 200 : 400);
  });
});

describe('the form', () => {
  test.each<[string, string | undefined]>([
    ['a model that was never chosen', undefined],
    ['the default', modelFamilies.whisper.example],
  ])('offers the formats of Whisper for %s', (_what, model) => {
    for (const operation of ['transcribe', 'translate'] as const) {
      expect(offeredFormats(formWith(operation, model)).sort()).toEqual(
        [automaticFormat, ...modelFamilies.whisper.formats].sort(),
      );
      expect(option(formWith(operation, model), 'prompt')).toBeDefined();
    }
  });

  test.each(['={{ $json.model }}', "={{ 'gpt-4o-transcribe' }}", 'scribe-9'])(
    'offers everything for %s, of which it knows nothing',
    (model) => {
      expect(offeredFormats(formWith('transcribe', model)).sort()).toEqual(
        [automaticFormat, ...elkapiResponseFormats].sort(),
      );
      expect(option(formWith('transcribe', model), 'prompt')).toBeDefined();
    },
  );

  test('of a workflow that holds the mere name of a model offers the same', () => {
    for (const [, { example }] of families) {
      const stored = { ...formWith('transcribe', example), options: { model: example } };
      expect(offeredFormats(stored)).toEqual(offeredFormats(formWith('transcribe', example)));
    }
  });
});
