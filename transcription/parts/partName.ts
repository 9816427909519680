/** A time of a long recording, for readers: `0:29:30`. */
export function longClockTime(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

/** A stretch of a recording, for a sentence: `from 0:29:30 to 1:00:00`. */
export function stretchName(startSeconds: number, endSeconds: number | undefined): string {
  const end = endSeconds === undefined ? 'the end' : longClockTime(endSeconds);
  return `from ${longClockTime(startSeconds)} to ${end}`;
}
