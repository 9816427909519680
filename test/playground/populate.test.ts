import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { putExamples } from '../../playground/populate';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'playground-populate-'));
});
afterEach(() => rm(folder, { recursive: true }));

const named = (name: string) => ({ name, nodes: [], connections: {}, active: false });

test('the first example is saved last, because n8n lists on top what was saved last', async () => {
  const saved: string[] = [];
  const save = (name: string) => {
    saved.push(name);
    return Promise.resolve({ id: `id of ${name}`, name, active: false, versionId: '1' });
  };
  const rest = {
    workflows: () => Promise.resolve([{ id: 'id of b', name: 'b', active: false }]),
    createWorkflow: ({ name }: { name: string }) => save(name),
    updateWorkflow: (_id: string, { name }: { name: string }) => save(name),
    activateWorkflow: ({ id }: { id: string }) =>
      Promise.resolve({ id, name: '', active: true, versionId: '1' }),
  };
  const examples = ['a', 'b', 'c'].map(named);
  const ids = await putExamples(rest, examples, path.join(folder, 'imported.json'));
  expect(saved).toEqual(['c', 'b', 'a']);
  expect(ids.get('a')).toBe('id of a');
});
