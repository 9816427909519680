/** A stretch of what is said, counted in UTF-16 units without white space; `to` is exclusive. */
export interface Cut {
  from: number;
  to: number;
}

/** What entries say, without white space: however the same speech is divided, this is equal. */
export const lettersIn = (entries: ReadonlyArray<{ text: string }>): string =>
  entries.map(({ text }) => text.replace(/\s+/gu, '')).join('');

/**
 * Cuts stretches out of a list of texts.
 *
 * @param cuts in ascending order, without overlaps
 * @returns the entries with the rest of their text; those without any are left out
 */
export function cutTexts<Entry extends { text: string }>(
  entries: readonly Entry[],
  cuts: readonly Cut[],
): Entry[] {
  let letters = 0;
  let place = 0;
  return entries.flatMap((entry) => {
    const kept: string[] = [];
    // A space stays with the word before it.
    for (const [word] of entry.text.matchAll(/^\s+|\S+\s*/gu)) {
      const trimmed = word.trim();
      const end = letters + trimmed.length;
      const rest: string[] = [];
      for (let at = letters; at < end;) {
        while ((cuts[place]?.to ?? Infinity) <= at) place++;
        const { from = Infinity, to = Infinity } = cuts[place] ?? {};
        const until = Math.min(end, from <= at ? to : from);
        if (from > at) rest.push(trimmed.slice(at - letters, until - letters));
        at = until;
      }
      const left = rest.join('');
      if (left !== '' || trimmed === '') kept.push(left, word.slice(trimmed === '' ? 0 : trimmed.length));
      letters = end;
    }
    const text = kept.join('');
    if (text === entry.text) return [entry];
    return text.trim() === '' ? [] : [{ ...entry, text: text.trimEnd() }];
  });
}
