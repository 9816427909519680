/**
 * Another provider for audio that ElkAPI does not accept. It is passed in, so that its limit stays defined in its own
 * folder.
 */
export interface Alternative {
  /** As the user sees it. */
  name: string;
  maxMegabytes: number;
}

/** What to do about a file that is too large, as the start of a sentence without a full stop. */
export function smallerOrElsewhere(alternative: Alternative | undefined): string {
  return alternative === undefined
    ? 'Split the file first'
    : `Use ${alternative.name} (up to ${alternative.maxMegabytes} MB), or split the file first`;
}

/** The last option, as the end of a sentence without a full stop. */
export function orElsewhere(alternative: Alternative | undefined): string {
  return alternative === undefined ? '' : `, or use ${alternative.name}`;
}
