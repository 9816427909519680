/** How much two neighbouring parts of a recording should share. */
export const sharedSeconds = {
  /** Long enough to recognise the speakers again. */
  withSpeakers: 30,
  /** Enough for some words to be heard twice. */
  ofWords: 8,
} as const;
