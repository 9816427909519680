import { z } from 'zod';
import { providers } from '../../../providers/registry';
import { describeProvider } from '../contract';

const createTask = z.object({ input: z.object({ language_code: z.string().optional() }) });

describeProvider('Apikley', {
  definition: providers.apikley,
  settings: ({ urls, keys }) => ({ apiKey: keys.apikley, baseUrl: urls.apikley }),
  submits: 'createTask',
  asksBalance: 'credit',
  readsTask: 'recordInfo',
  refusedFixtures: ['english.webm'],
  languageIn: ({ fields }) => createTask.parse(fields).input.language_code,
  badOptions: [
    [{ model: '' }, 'Model'],
    [{ model: {} }, 'Model'],
    [{ diarize: 'yes' }, 'Identify Speakers'],
    [{ tagAudioEvents: 1 }, 'Tag Audio Events'],
  ],
});
