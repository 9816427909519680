import { directionOf, hasDirection } from '../text/direction';

/** @param template a text with `{name}` */
export function labelOf(template: string, name: string): string {
  return template.split('{name}').join(name);
}

/** A mark of the text's direction, and the embedding of that direction. */
const controls = { ltr: ['\u200e', '\u202a'], rtl: ['\u200f', '\u202b'] } as const;
const popDirectionalFormatting = '\u202c';

/** A dash has no direction of its own, so it would end up at the end of a right-to-left text. */
const onlyMarks = /^[^\p{L}\p{N}]+$/u;

function needsControls(label: string, direction: 'ltr' | 'rtl'): boolean {
  if (direction === 'ltr') return hasDirection(label, 'rtl');
  return onlyMarks.test(label) || hasDirection(label, 'ltr');
}

/**
 * Puts a label before a text. If they are written in opposite directions, invisible characters keep the label at the
 * text's beginning: "Anna:" on the right of Arabic.
 *
 * The first mark decides for programs that lay a paragraph out by its first letter (browsers), the embedding for those
 * that lay out everything from left to right (libass, mail), and the second mark keeps a number at the beginning of
 * the text from joining the label. Isolates alone would need none of this, but are ignored by the second kind.
 *
 * @param label with its own space at the end, if there is to be one
 */
export function withLabel(label: string, text: string): string {
  const direction = directionOf(text);
  if (direction === undefined || !needsControls(label, direction)) return `${label}${text}`;
  const [mark, embedding] = controls[direction];
  const shown = label.trimEnd();
  const space = label.slice(shown.length);
  return `${mark}${embedding}${shown}${mark}${space}${text}${popDirectionalFormatting}`;
}
