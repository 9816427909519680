import { documents, filesLinkedIn } from './documents';
import { outlineOf, tableRows } from './outline';

const all = documents();

function documentAt(file: string) {
  const found = all.find((document) => document.file === file);
  if (!found) throw new Error(`There is no ${file}.`);
  return found;
}

/** `docs/ru/modes.md` for `docs/modes.md`. */
const inRussian = (file: string) =>
  file === 'README.md' ? 'README.ru.md' : file.replace(/^docs\//, 'docs/ru/');

const originals = all
  .map(({ file }) => file)
  .filter((file) => file === 'README.md' || /^docs\/[^/]+\.md$/.test(file));

/** The first cells of a document's tables, without what is explained in brackets. */
const firstCells = (text: string) =>
  tableRows(text).map(([first = '']) => first.replace(/ ?\([^)]*\)/g, '').trim());

/** The messages that a document explains: the first cells of the tables with a column of messages. */
const messagesIn = (file: string) =>
  documentAt(file)
    .text.split('\n\n')
    .filter((part) => /^\| (?:Message|The message begins with …) +\|/.test(part))
    .flatMap((table) => firstCells(table).slice(1));

describe('the Russian pages', () => {
  test('are those of the README and of the pages for users', () => {
    expect(originals).toEqual(
      expect.arrayContaining(['README.md', 'docs/modes.md', 'docs/output.md', 'docs/troubleshooting.md']),
    );
  });

  test.each(originals)('follow %s: headings, steps, bullets, rows, pictures, code blocks', (file) => {
    expect(outlineOf(documentAt(inRussian(file)))).toEqual(outlineOf(documentAt(file)));
  });

  test('are what the Russian README leads to', () => {
    const linked = filesLinkedIn(documentAt('README.ru.md'));
    const pages = filesLinkedIn(documentAt('README.md')).filter((file) => file !== 'README.ru.md');
    const expected = pages.map((file) => (originals.includes(file) ? inRussian(file) : file));
    expect(expected.filter((file) => !linked.includes(file))).toEqual([]);
  });

  test.each(['README.md', 'docs/troubleshooting.md'])('quote each message of %s as n8n shows it', (file) => {
    const messages = messagesIn(file);
    expect(messages.length).toBeGreaterThan(5);
    const quoted = firstCells(documentAt(inRussian(file)).text);

    expect(messages.filter((message) => !quoted.includes(message))).toEqual([]);
  });
});
