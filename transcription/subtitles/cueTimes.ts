/** In seconds; undefined when unreadable. */
export interface CueTimes {
  start: number | undefined;
  end: number | undefined;
}

const arrow = /-{1,3}>/;
/** Whether a text has only the characters of a timestamp, readable or not; speech before an arrow has others. */
const isTimeLike = (text: string): boolean => /^[-+\d:.,;]+$/.test(text) && /\d/.test(text);

/**
 * Reads the timing line of a cue, as SubRip and WebVTT define it and as careless programs write it.
 *
 * @returns undefined for any other line
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

/** A timestamp clear enough that the other one may be missing. */
const isClock = (text: string): boolean => isTimeLike(text) && text.includes(':');

/** Hours and minutes may be missing. A part with more digits is not a timestamp. */
const time = /^\+?(?:(\d{1,6}):)?(?:(\d{1,6}):)?(\d{1,6})(?:[.,;](\d{0,12})|:(\d{3}))?$/;

function secondsOf(text: string): number | undefined {
  // Nothing is said before the recording starts, so negative timestamps count as 0.
  if (text.includes('-')) return time.test(text.replace(/-/g, '')) ? 0 : undefined;
  const [, first, second, last, decimals, milliseconds] = time.exec(text) ?? [];
  if (last === undefined) return undefined;
  const whole = [first, second, last].reduce(
    (sum, part) => (part === undefined ? sum : sum * 60 + Number(part)),
    0,
  );
  return Math.round((whole + fractionOf(decimals ?? milliseconds ?? '')) * 1000) / 1000;
}

/** Programs that round 999.6 ms without carrying write 1000. */
const fractionOf = (decimals: string): number => (decimals === '1000' ? 1 : Number(`0.${decimals}0`));
