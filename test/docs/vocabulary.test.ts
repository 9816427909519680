import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { projectFolder } from '../../playground/paths';
import { documents } from './documents';
import { formTexts } from './formTexts';
import { findings, ruledOut, ruledOutInRussian } from './vocabulary';

/** Pages for developers, who need the names of requests, and texts that others wrote. */
const forDevelopers = /^(?:CHANGELOG|CONTRIBUTING|LICENSE)\.md$|^playground\/|^docs\/development\//;
const isRussian = (file: string) => file.endsWith('.ru.md') || file.startsWith('docs/ru/');

const forUsers = documents().filter(({ file }) => !forDevelopers.test(file));
const english = forUsers.filter(({ file }) => !isRussian(file));
const russian = forUsers.filter(({ file }) => isRussian(file));

const workflow = z.object({
  name: z.string(),
  meta: z.object({ description: z.string().optional() }).optional(),
  nodes: z.array(
    z.object({
      name: z.string(),
      notes: z.string().optional(),
      parameters: z.object({ content: z.string().optional() }).passthrough(),
    }),
  ),
});

const examples = path.join(projectFolder, 'examples');
const notes = readdirSync(examples)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => {
    const { name, nodes } = workflow.parse(JSON.parse(readFileSync(path.join(examples, file), 'utf8')));
    const texts = nodes.flatMap((node) => [node.name, node.notes ?? '', node.parameters.content ?? '']);
    return [{ file: `examples/${file}`, text: [name, ...texts].join('\n') }];
  });

describe('words that our style rules out', () => {
  test('are in no text of the forms', () => {
    const texts = formTexts();
    expect(texts.length).toBeGreaterThan(200);
    expect(texts.flatMap(({ where, text }) => findings(where, text, ruledOut))).toEqual([]);
  });

  test.each(english)('are not in $file', ({ file, text }) => {
    expect(findings(file, text, ruledOut)).toEqual([]);
  });

  test.each(russian)('are not in $file', ({ file, text }) => {
    expect(findings(file, text, ruledOutInRussian)).toEqual([]);
  });

  test('are in no note of the examples', () => {
    expect(notes.length).toBeGreaterThan(10);
    expect(notes.flatMap(({ file, text }) => findings(file, text, ruledOut))).toEqual([]);
  });

  test('include a word doubled by a search and replace, in messages, too', () => {
    const sources = ['credentials', 'nodes', 'providers', 'transcription'].flatMap((folder) =>
      readdirSync(path.join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => path.join(folder, file)),
    );
    expect(sources.length).toBeGreaterThan(200);
    const doubled = sources.flatMap((file) => {
      const found = /\p{L}*(\p{L}{4,})\1/u.exec(readFileSync(path.join(projectFolder, file), 'utf8'));
      return found === null ? [] : [`${file}: ${found[0]}`];
    });
    expect(doubled).toEqual([]);
  });

  test('are found wherever somebody would read them, and not in code', () => {
    expect(findings('a page', 'The workflow sleeps.', ruledOut)).toHaveLength(1);
    expect(findings('a page', 'Without timestampstamps', ruledOut)).toHaveLength(1);
    expect(findings('a page', 'A [job](https://example.com)', ruledOut)).toHaveLength(1);
    expect(findings('a page', 'Three times, `job`, [task](job.md)', ruledOut)).toEqual([]);
    expect(findings('a page', '```bash\nsleep 3\n```', ruledOut)).toEqual([]);
    expect(findings('страница', 'Нода спит.', ruledOutInRussian)).toHaveLength(2);
  });
});
