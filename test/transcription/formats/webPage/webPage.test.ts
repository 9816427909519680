import { createHash } from 'node:crypto';
import type { WriteOptions } from '../../../../transcription/formats/options';
import { readableText } from '../../../../transcription/formats/text';
import { webPage } from '../../../../transcription/formats/webPage/webPage';
import type { Transcript } from '../../../../transcription/transcript';
import { type HtmlElement, parseHtml } from '../../../support/parseHtml';
import { dialogue, transcript, usual } from '../transcripts';

const recordingUrl = 'https://files.example/a.mp3?sig=1&b="2"';

const elementsOf = (what: Transcript, options: Partial<WriteOptions> = {}) =>
  parseHtml(webPage(what, { ...usual, ...options }));
const named = (elements: HtmlElement[], name: string) => elements.filter((element) => element.name === name);
const textsOf = (elements: HtmlElement[], name: string) =>
  named(elements, name).map(({ text }) => text.replace(/\s+/g, ' ').trim());
/** The paragraphs of the transcript, which is the last part of the page. */
const spokenIn = (what: Transcript, options: Partial<WriteOptions> = {}) => {
  const page = webPage(what, { ...usual, ...options });
  return named(parseHtml(page.slice(page.indexOf('<main'))), 'p');
};

describe('a web page', () => {
  test('says what is known about the recording', () => {
    const known = { ...dialogue, createdAt: '2026-11-20T09:00:00.000Z', warning: 'The end is missing.' };
    const elements = elementsOf(known, { title: 'Interview' });
    expect(textsOf(elements, 'title')).toEqual(['Interview']);
    expect(textsOf(elements, 'h1')).toEqual(['Interview']);
    expect(textsOf(elements, 'dt')).toEqual(['Transcribed', 'Duration', 'Language']);
    expect(textsOf(elements, 'dd')).toEqual(['20 November 2026, 09:00 UTC', '1:02:05', 'English']);
    expect(textsOf(elements, 'li')).toEqual(['Speaker 1 0:01 · 47%', 'Speaker 2 0:01 · 53%']);
    expect(named(elements, 'rect').map(({ attributes }) => attributes.width)).toEqual(['47', '53']);
    expect(textsOf(elements, 'header')[0]).toContain('Note: The end is missing.');
  });

  test('says nothing that is not known', () => {
    const elements = elementsOf(transcript({ text: 'Hello.' }));
    expect(textsOf(elements, 'header')).toEqual(['Transcript']);
    expect(textsOf(elements, 'main')).toEqual(['Hello.']);
    expect(named(elements, 'p').map(({ attributes }) => attributes)).toEqual([{}]);
  });

  test('has paragraphs that can be found by their time, in the colours of their speakers', () => {
    const paragraphs = spokenIn(dialogue);
    expect(paragraphs.map(({ attributes }) => attributes)).toEqual([
      { id: 't=0.5', class: 's1' },
      { id: 't=62', class: 's2' },
    ]);
    expect(paragraphs.map(({ text }) => text.trim())).toEqual([
      '0:00 Speaker 1 Are you there?',
      '1:02 Speaker 2 Yes. I am.',
    ]);
    expect(named(elementsOf(dialogue), 'time').map(({ attributes }) => attributes.datetime)).toEqual([
      'PT0.5S',
      'PT62S',
    ]);
  });

  test('gives a time to one paragraph only', () => {
    const segments = ['a', 'b'].map((speaker) => ({ start: 1.04, end: 2, text: 'Hello.', speaker }));
    const paragraphs = spokenIn({ ...dialogue, segments, speakers: ['a', 'b'] });
    expect(paragraphs.map(({ attributes }) => attributes.id)).toEqual(['t=1', undefined]);
  });

  test('is written in the direction of its language; without one, each paragraph has its own', () => {
    const main = (language: string | undefined) =>
      named(elementsOf({ ...dialogue, language }), 'main')[0]?.attributes;
    expect(main('ar')).toEqual({ class: 'rtl timed', lang: 'ar', dir: 'rtl' });
    expect(main('ja')).toEqual({ class: 'ltr timed', lang: 'ja', dir: 'ltr' });
    expect(main(undefined)).toEqual({ class: 'auto timed' });
    expect(main('"><b>')).toEqual({ class: 'auto timed' });
  });
});

describe('what comes from outside', () => {
  const hostile =
    '<script>alert(1)</script></style><!--]]> "quoted" \'single\' &lt; &amp; <img src=x onerror=alert(1)> one\u2028two \u202eesrever\u2069\u0000';
  const asShown =
    '<script>alert(1)</script></style><!--]]> "quoted" \'single\' &lt; &amp; <img src=x onerror=alert(1)> one two esrever';
  const page = (text: string) =>
    elementsOf(
      {
        ...dialogue,
        text,
        warning: text,
        segments: [
          { start: 0, end: 1, text, speaker: text },
          { start: 2, end: 3, text: `b ${text}`, speaker: 'b' },
        ],
        speakers: [text, 'b'],
      },
      { title: text, recordingUrl },
    );

  test('is text on the page, and nothing else', () => {
    const elements = page(hostile);
    expect(textsOf(elements, 'title')).toEqual([asShown]);
    expect(textsOf(elements, 'h1')).toEqual([asShown]);
    expect(textsOf(elements, 'p')[0]).toBe(`Note: ${asShown}`);
    expect(textsOf(elements, 'main')).toEqual([`0:00 Speaker 1 ${asShown} 0:02 Speaker 2 b ${asShown}`]);
  });

  test('adds no element and no attribute', () => {
    const shape = (elements: HtmlElement[]) =>
      elements.map(({ name, attributes }) => [name, Object.keys(attributes)]);
    expect(shape(page(hostile))).toEqual(shape(page('harmless')));
  });
});

describe('its policy', () => {
  const policyOf = (elements: HtmlElement[]) =>
    named(elements, 'meta').find(({ attributes }) => 'http-equiv' in attributes)?.attributes.content ?? '';
  const hash = (text: string | undefined) =>
    `'sha256-${createHash('sha256')
      .update(text ?? '')
      .digest('base64')}'`;

  test.each([undefined, recordingUrl])('allows its own style and script, and the recording: %s', (url) => {
    const elements = elementsOf(dialogue, { recordingUrl: url });
    const [style, script] = [named(elements, 'style'), named(elements, 'script')];
    expect([style.length, script.length]).toEqual([1, 1]);
    expect(policyOf(elements).split('; ')).toEqual([
      "default-src 'none'",
      `style-src ${hash(style[0]?.text)}`,
      `script-src ${hash(script[0]?.text)}`,
      ...(url === undefined ? [] : ['media-src https://files.example']),
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  test('is kept: there are no inline styles and handlers, and the recording is all that is loaded', () => {
    const attributes = elementsOf(dialogue, { recordingUrl }).flatMap((element) =>
      Object.entries(element.attributes),
    );
    expect(attributes.filter(([name]) => name === 'style' || name.startsWith('on'))).toEqual([]);
    const loaded = attributes.filter(([name]) => ['src', 'href', 'srcset', 'action', 'data'].includes(name));
    expect(loaded).toEqual([['src', new URL(recordingUrl).href]]);
  });
});

describe('the player', () => {
  test('is there only if a recording can be played', () => {
    expect(named(elementsOf(dialogue, { recordingUrl }), 'audio')).toHaveLength(1);
    for (const url of [undefined, '', 'ftp://files.example/a.mp3']) {
      expect(named(elementsOf(dialogue, { recordingUrl: url }), 'audio')).toEqual([]);
    }
  });

  test('and the search leave no text behind in a viewer that removes their elements', () => {
    const elements = elementsOf(dialogue, { recordingUrl });
    const tools = elements.find(({ attributes }) => attributes.class === 'tools');
    expect(tools?.text.trim()).toBe('');
  });
});

test('two hours of conversation take less than 100 KB beyond their text', () => {
  const segments = Array.from({ length: 1_200 }, (_, index) => ({
    start: index * 6.05,
    end: index * 6.05 + 5,
    text: 'Fifteen words are what one person says in six seconds before the other one answers.',
    speaker: `speaker_${index % 4}`,
  }));
  const long = transcript({ segments, speakers: [0, 1, 2, 3].map((index) => `speaker_${index}`) });
  const text = Buffer.byteLength(readableText(long, { ...usual, textTimes: true }));
  const bytes = Buffer.byteLength(webPage(long, { ...usual, recordingUrl }));
  expect(spokenIn(long)).toHaveLength(1_200);
  expect(bytes - text).toBeLessThan(100_000);
});
