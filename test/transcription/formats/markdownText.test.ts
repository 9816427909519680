import fc from 'fast-check';
import { markdownText } from '../../../transcription/formats/markdownText';
import { parseMarkdown, shownText, typesIn } from '../../support/parseMarkdown';

/** What is shown of a text that stands alone, and after a speaker's name and a timestamp. */
async function shown(text: string): Promise<string[]> {
  const escaped = markdownText(text);
  const documents = [escaped, `**Anna** [0:12] ${escaped}`, `# ${escaped}`, `- **Title:** ${escaped}`];
  const trees = await Promise.all(documents.map((document) => parseMarkdown(document)));
  for (const tree of trees) {
    const allowed = [
      'root',
      'paragraph',
      'heading',
      'text',
      'sentence',
      'word',
      'whitespace',
      'strong',
      'list',
      'listItem',
    ];
    expect(typesIn(tree).filter((type) => !allowed.includes(type))).toEqual([]);
  }
  expect(typesIn(trees[0] ?? { type: '' })).not.toContain('strong');
  expect(typesIn(trees[0] ?? { type: '' })).not.toContain('list');
  return trees.map((tree) => shownText(tree).replace(/^(Anna \[0:12\]|Title:) /, ''));
}

test.each([
  '# not a heading',
  'in C# and F#',
  'Lesson #',
  '- no list',
  '+ no list',
  '* no list',
  '1. no list',
  '1984. A year',
  '2) no list',
  '> no quote',
  '---',
  '***',
  '===',
  '*stressed* and **strong** and _stressed_ and __strong__',
  'snake_case_name and _private',
  '`code` and ``code``',
  '[laughs] and [a](/b) and ![b](c) and [0:12]: d',
  '<script>alert(1)</script> <b>',
  '&lt;b&gt; and AT&T and &#65;',
  '| a | b |',
  '~~gone~~ and ~soon~',
  '$5 and $10, $$x$$',
  '==marked== %%hidden%% ||spoiler||',
  String.raw`C:\*\_ and a \\ b`,
  '[ ] no task',
])('%j is shown as it was said', async (text) => {
  expect(await shown(text)).toEqual([text, text, text, text]);
});

test('any text is shown as it was said', async () => {
  const sign = fc.constantFrom(...'#*_`<>[]()!|~$-+=.1&\\ aя話');
  const text = fc
    .string({ unit: sign, minLength: 1, maxLength: 12 })
    .map((signs) => signs.replace(/ +/g, ' ').trim());
  await fc.assert(
    fc.asyncProperty(
      text.filter((signs) => signs !== ''),
      async (signs) => {
        expect(await shown(signs)).toEqual([signs, signs, signs, signs]);
      },
    ),
    { numRuns: 200 },
  );
});

test('a web address stays whole', () => {
  const address = 'https://example.com/a_b-c#d?e=1&f=2';
  expect(markdownText(address)).toBe(address);
});

test('a text ends up on one line, without what reverses the writing', () => {
  expect(markdownText(' one\n\ntwo\u2028three\u202e four ')).toBe('one two three four');
});
