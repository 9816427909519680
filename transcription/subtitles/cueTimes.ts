/** Seconds; what can't be read is undefined. */
export interface CueTimes {
  start: number | undefined;
  end: number | undefined;
}

const arrow = /-{1,3}>/;
/** What times are made of, also such as can't be read. Speech in front of an arrow is no time. */
const isTimeLike = (text: string): boolean => /^[-+\d:.,;]+$/.test(text) && /\d/.test(text);

/**
 * Reads the line of times of a cue, as SubRip and WebVTT have it and as careless programs write it.
 *
 * @returns undefined for a line of something else
 */
export function cueTimes(line: string): CueTimes | undefined {
  const found = arrow.exec(line);
  if (found === null) return undefined;
  const start = line.slice(0, found.index).trim();
  const [end = ''] = /\S+/.exec(line.slice(found.index + found[0].length)) ?? [];
  const isTiming =
    (isTimeLike(start) && isTimeLike(end)) ||
    (end === '' && isClock(start)) ||
    (start === '' && isClock(end));
  if (!isTiming) return undefined;
  return { start: secondsOf(start), end: secondsOf(end) };
}

/** One of the two may be missing beside such a time. */
const isClock = (text: string): boolean => isTimeLike(text) && text.includes(':');

/** Hours and minutes may be missing; a part of more digits is none. */
const time = /^\+?(?:(\d{1,6}):)?(?:(\d{1,6}):)?(\d{1,6})(?:[.,;](\d{0,12})|:(\d{3}))?$/;

function secondsOf(text: string): number | undefined {
  // Nothing is said before the recording starts.
  if (text.includes('-')) return time.test(text.replace(/-/g, '')) ? 0 : undefined;
  const [, first, second, last, decimals, milliseconds] = time.exec(text) ?? [];
  if (last === undefined) return undefined;
  const whole = [first, second, last].reduce(
    (sum, part) => (part === undefined ? sum : sum * 60 + Number(part)),
    0,
  );
  return Math.round((whole + fractionOf(decimals ?? milliseconds ?? '')) * 1000) / 1000;
}

/** Programs that round 999.6 ms without carrying on write 1000. */
const fractionOf = (decimals: string): number => (decimals === '1000' ? 1 : Number(`0.${decimals}0`));
