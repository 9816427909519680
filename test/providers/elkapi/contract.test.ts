import { z } from 'zod';
import { providers } from '../../../providers/registry';
import { describeProvider } from '../contract';

const form = z.object({ language: z.string().optional() });

describeProvider('ElkAPI', {
  definition: providers.elkapi,
  settings: ({ urls, keys }) => ({
    apiKey: keys.elkapi,
    baseUrl: urls.elkapi,
    balanceUrl: urls.balance,
  }),
  submits: 'transcriptions',
  asksBalance: 'quota',
  refusedFixtures: [],
  languageIn: ({ fields }) => form.parse(fields).language,
  badOptions: [
    [{ model: '' }, 'Model'],
    [{ model: {} }, 'Model'],
    [{ prompt: {} }, 'Prompt'],
    [{ temperature: 1.1 }, 'Temperature'],
    [{ temperature: -0.1 }, 'Temperature'],
    [{ temperature: 'hot' }, 'Temperature'],
    [{ temperature: Number.NaN }, 'Temperature'],
    [{ responseFormat: 'xml' }, 'Response Format'],
  ],
});
