interface Timed {
  start?: number | undefined;
  end?: number | undefined;
}

/**
 * Clamps timestamps to the recording. Recognizers start a first word slightly before 0 and let a last one end after
 * the recording, because they listen in windows of up to 30 s. Negative timestamps later on are dropped.
 *
 * @param entries in the order of the recording, with timestamps in seconds
 * @param durationSeconds ignored when undefined, 0, or less than the start of over half the entries
 */
export function withinRecording<Entry extends Timed>(
  entries: readonly Entry[],
  durationSeconds: number | undefined,
): Entry[] {
  const latest = endOfRecording(entries, durationSeconds);
  let begun = false;
  return entries.map((entry) => {
    const { start, end } = entry;
    const early = !begun && start !== undefined && start < 0;
    const lowest = early ? 0 : undefined;
    const inside = { ...entry, start: bounded(start, lowest, latest), end: bounded(end, lowest, latest) };
    begun ||= (inside.end ?? inside.start ?? 0) > 0;
    return inside;
  });
}

/** @param lowest replaces a negative timestamp */
function bounded(time: number | undefined, lowest: number | undefined, latest: number): number | undefined {
  if (time === undefined) return undefined;
  return time < 0 ? lowest : Math.min(time, latest);
}

function endOfRecording(entries: readonly Timed[], durationSeconds: number | undefined): number {
  if (durationSeconds === undefined || durationSeconds <= 0) return Infinity;
  const behind = entries.reduce((count, { start = 0 }) => (start >= durationSeconds ? count + 1 : count), 0);
  return behind * 2 > entries.length ? Infinity : durationSeconds;
}
