import { z } from 'zod';
import { withLabel } from '../../../transcription/speakers/label';
import { launchChromium } from '../../support/chromium';

/** A label and a text, mostly in opposite directions. */
const lines: ReadonlyArray<readonly [label: string, text: string, direction: 'ltr' | 'rtl']> = [
  ['Anna: ', 'مرحبا، كيف حالك؟', 'rtl'],
  ['Anna: ', '25 شخصا هنا.', 'rtl'],
  ['[Anna] ', 'iPhone هاتف جميل جدا.', 'rtl'],
  ['Speaker 1: ', 'שלום, מה שלומך?', 'rtl'],
  ['ليلى: ', 'Hello there, 25 people.', 'ltr'],
  ['ليلى: ', '25 people are here.', 'ltr'],
  ['Anna: ', 'Hello.', 'ltr'],
];

/** Browsers lay a paragraph out by its first letter; libass and mail programs from left to right. */
const layouts = ['unicode-bidi: plaintext', 'direction: ltr'];

const edgesSchema = z.array(z.object({ label: z.number(), text: z.number() }));

/** Where the first letters of the label and of the text are, in pixels from the left. */
async function edgesOf(written: readonly string[], layout: string) {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.setContent(`<meta charset="utf-8"><body style="width: 900px"></body>`);
    const given = JSON.stringify({ written, layout, lines });
    return edgesSchema.parse(
      await page.evaluate(`(({ written, layout, lines }) => written.map((line, index) => {
        const paragraph = document.body.appendChild(document.createElement('p'));
        paragraph.style = layout;
        paragraph.textContent = line;
        const middleOf = (text) => {
          const at = line.indexOf(text), range = document.createRange();
          range.setStart(paragraph.firstChild, at);
          range.setEnd(paragraph.firstChild, at + text.length);
          const { left, right } = range.getBoundingClientRect();
          return (left + right) / 2;
        };
        const [label, text] = lines[index];
        return { label: middleOf(label.trim()), text: middleOf(text.split(' ')[0]) };
      }))(${given})`),
    );
  } finally {
    await browser.close();
  }
}

async function misplaced(written: readonly string[], layout: string): Promise<string[]> {
  const edges = await edgesOf(written, layout);
  return edges.flatMap(({ label, text }, index) => {
    const [name = '', said = '', direction = 'ltr'] = lines[index] ?? [];
    const isFirst = direction === 'rtl' ? label > text : label < text;
    return isFirst ? [] : [name + said];
  });
}

test.each(layouts)('with %s a label is read before its text, whatever their directions', async (layout) => {
  expect(
    await misplaced(
      lines.map(([label, text]) => withLabel(label, text)),
      layout,
    ),
  ).toEqual([]);
});

test.each(layouts)('with %s some would not be without the invisible characters', async (layout) => {
  expect(
    await misplaced(
      lines.map(([label, text]) => label + text),
      layout,
    ),
  ).not.toEqual([]);
});
