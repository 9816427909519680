/**
 * Readable names in place of a provider's IDs ("speaker_0", "channel_1_speaker_0").
 *
 * @param speakers IDs in the order in which they first speak; repeated IDs are ignored
 * @returns ID → "Speaker 1", "Speaker 2" …, in that order
 */
export function speakerNames(speakers: readonly string[]): ReadonlyMap<string, string> {
  return new Map([...new Set(speakers)].map((speaker, index) => [speaker, `Speaker ${index + 1}`]));
}
