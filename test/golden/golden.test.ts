import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCues } from '../../transcription/subtitles/parseCues';
import { defaultSubtitleRules } from '../../transcription/subtitles/rules';
import { columns } from '../../transcription/text/graphemes';
import { outputs } from './outputs';
import { heardIn, transcriptsOf } from './replies';

/** Each with what stands between two sentences. */
const languages: Array<[language: string, space: string]> = [
  ['arabic', ' '],
  ['chinese', ''],
  ['english', ' '],
  ['german', ' '],
  ['japanese', ''],
  ['russian', ' '],
  ['thai', ' '],
];
const replies = ['apikley.json', 'elkapi.json'];
const updates = process.env.UPDATE_GOLDEN === '1' && !process.env.CI;
const hint = 'Run UPDATE_GOLDEN=1 npx jest test/golden, and read the difference before committing it.';

test('every folder holds the talk of a language that is tested', () => {
  const folders = readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(languages.map(([language]) => language));
});

describe.each(languages)('a talk in %s', (language, space) => {
  const directory = join(__dirname, language);
  const heard = heardIn(directory);
  const transcripts = transcriptsOf(directory);
  const golden = (name: string) => readFileSync(join(directory, name), 'utf8');

  test.each(Object.entries(outputs))('is written as %s as it was before', (name, write) => {
    const content = write(transcripts);
    if (updates) writeFileSync(join(directory, name), content);
    if (!existsSync(join(directory, name))) throw new Error(`${language}/${name} is missing. ${hint}`);
    expect(content).toBe(golden(name));
  });

  test('has no golden file that nothing makes', () => {
    const stale = () =>
      readdirSync(directory).filter((name) => !replies.includes(name) && !Object.hasOwn(outputs, name));
    if (updates) for (const name of stale()) rmSync(join(directory, name));
    expect(stale()).toEqual([]);
  });

  // What no golden file may say, however it came about.

  test.each([
    ['apikley.plain.txt', heard.apikley],
    ['elkapi.txt', heard.elkapi],
  ])('has in %s what was said, with every space and without the sounds', (name, said) => {
    const paragraphs = golden(name).trimEnd().split('\n\n');
    expect(paragraphs.map(withoutHead).join(space)).toBe(said);
  });

  test('has what was said, without the sounds, as its text', () => {
    expect(transcripts.apikley.text).toBe(heard.apikley);
    expect(transcripts.elkapi.text).toBe(heard.elkapi);
  });

  test.each([
    ['apikley.plain', heard.apikley],
    ['elkapi', heard.elkapi],
    ['elkapi-segments', heard.elkapi],
  ])('has each word that was said once in the cues of %s', (name, said) => {
    for (const format of ['srt', 'vtt']) {
      const withoutDashes = golden(`${name}.${format}`).replace(/^(<v [^>]*>)?- /gm, '$1');
      const shown = parseCues(withoutDashes).map(({ text }) => text);
      expect(withoutSpaces(shown.join(''))).toBe(withoutSpaces(said));
    }
  });

  test('shows the sound when it is heard, before the word that follows it, and only on request', () => {
    const { start, end, name, next } = heard.sound;
    const shown = golden('apikley.full.txt').split('\n\n').map(withoutHead).join('');
    expect(withoutSpaces(shown)).toContain(`[${name}]${next}`);
    const showing = parseCues(golden('apikley.full.srt')).filter(({ text }) => text.includes(`[${name}]`));
    expect(showing).toHaveLength(1);
    for (const cue of showing) {
      // While somebody else is still speaking, theirs is shown.
      expect(cue.start).toBeLessThan(end);
      expect(cue.end).toBeGreaterThan(start);
      expect(cue.end).toBeLessThan(end + defaultSubtitleRules.maxSeconds);
    }
    expect(golden('apikley.plain.srt')).not.toContain(name);
  });

  test.each(Object.keys(outputs).filter((name) => name.endsWith('.srt')))(
    'keeps in %s to the rules that speech cannot break',
    (name) => {
      const { maxLineLength, maxLines, minSeconds, maxSeconds } = defaultSubtitleRules;
      const cues = parseCues(golden(name));
      const layouts = golden(name).trimEnd().split('\n\n');
      expect(layouts).toHaveLength(cues.length);
      for (const [index, { start, end }] of cues.entries()) {
        const lines = layouts[index]?.split('\n').slice(2) ?? [];
        expect(lines.length).toBeLessThanOrEqual(maxLines);
        for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(maxLineLength);
        expect(end - start).toBeGreaterThan(minSeconds - 0.0005);
        expect(end - start).toBeLessThan(maxSeconds + 0.0005);
        expect(start).toBeGreaterThanOrEqual(cues[index - 1]?.end ?? 0);
      }
    },
  );
});

/** A paragraph without its time and its speaker. */
function withoutHead(paragraph: string): string {
  return paragraph.replace(/^(\[[\d:]+\] )?([^:\d]+\d: )?/, '');
}

function withoutSpaces(text: string): string {
  return text.replace(/\s/g, '');
}
