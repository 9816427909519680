interface Timed {
  start?: number | undefined;
  end?: number | undefined;
}

/**
 * Brings times into the recording. Recognizers start a first word a little before 0, and let a last one end behind
 * the recording, as they listen in windows of up to 30 s. A negative time further on is no time.
 *
 * @param entries in the order of the recording, their times in seconds
 * @param durationSeconds undefined, 0, and one behind which half of the entries start, tell nothing
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

/** @param lowest in place of a negative time */
function bounded(time: number | undefined, lowest: number | undefined, latest: number): number | undefined {
  if (time === undefined) return undefined;
  return time < 0 ? lowest : Math.min(time, latest);
}

function endOfRecording(entries: readonly Timed[], durationSeconds: number | undefined): number {
  if (durationSeconds === undefined || durationSeconds <= 0) return Infinity;
  const behind = entries.reduce((count, { start = 0 }) => (start >= durationSeconds ? count + 1 : count), 0);
  return behind * 2 > entries.length ? Infinity : durationSeconds;
}
