/**
 * Names that a reader can tell apart, in place of a provider's ids ("speaker_0", "channel_1_speaker_0").
 *
 * @param speakers ids in the order in which they first speak; one that comes again changes nothing
 * @returns id → "Speaker 1", "Speaker 2" …, in that order
 */
export function speakerNames(speakers: readonly string[]): ReadonlyMap<string, string> {
  return new Map([...new Set(speakers)].map((speaker, index) => [speaker, `Speaker ${index + 1}`]));
}
