import { writingDirection } from '../../text/direction';
import { clockTime } from '../clockTime';
import type { Facts } from '../facts';
import type { Paragraph } from '../paragraphs';
import { speakerClass } from './colours';
import { escapeHtml } from './escapeHtml';

/**
 * The transcript itself. A conversation of two hours has a thousand paragraphs, so each has as few tags as possible:
 * HTML needs no end tag of a paragraph, and the script makes the links.
 *
 * @param language as in the transcript; without it, each paragraph has the direction of its first letter
 */
export function spokenText(
  spoken: readonly Paragraph[],
  speakers: Facts['speakers'],
  language: string | undefined,
): string {
  const direction = language === undefined ? undefined : writingDirection(language);
  const isTimed = spoken.some(({ start }) => start !== undefined);
  const classes = [direction ?? 'auto', ...(isTimed ? ['timed'] : [])].join(' ');
  const named = language !== undefined && direction !== undefined;
  const attributes = named ? ` lang="${escapeHtml(language)}" dir="${direction}"` : '';
  return [
    `<main class="${classes}"${attributes}>`,
    ...(spoken.length === 0 ? ['<p lang="en" dir="ltr">No speech was found.'] : lines(spoken, speakers)),
    '</main>',
  ].join('\n');
}

function lines(spoken: readonly Paragraph[], speakers: Facts['speakers']): string[] {
  const heads = new Map(
    speakers.map(({ id, name }, index) => [
      id,
      { className: ` class="${speakerClass(index)}"`, name: `<b>${escapeHtml(name)}</b> ` },
    ]),
  );
  const taken = new Set<number>();
  return spoken.map(({ start, speaker, text }) => {
    const { className, name } = (speaker !== undefined && heads.get(speaker)) || { className: '', name: '' };
    if (start === undefined) return `<p${className}>${name}${escapeHtml(text)}`;
    const tenths = Math.floor(start * 10) / 10;
    // Only one paragraph can be found by its time.
    const id = taken.has(tenths) ? '' : ` id="t=${tenths}"`;
    taken.add(tenths);
    const time = `<time datetime="PT${tenths}S">${clockTime(start)}</time> `;
    return `<p${id}${className}>${time}${name}${escapeHtml(text)}`;
  });
}
