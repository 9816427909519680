/**
 * Formats a timestamp for a subtitle file; hours grow beyond two digits when necessary.
 *
 * @param ms whole milliseconds from the start
 * @param decimal `,` in SubRip, `.` in WebVTT
 */
export function timestamp(ms: number, decimal: ',' | '.'): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const clock = `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}`;
  return `${clock}${decimal}${String(ms % 1000).padStart(3, '0')}`;
}
