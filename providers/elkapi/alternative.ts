/** Another provider that takes what ElkAPI does not. It is handed in, so that its limit has its place with it. */
export interface Alternative {
  /** As the user sees it. */
  name: string;
  maxMegabytes: number;
}

/** What to do about a file that is too large, as the start of a sentence without its full stop. */
export function smallerOrElsewhere(alternative: Alternative | undefined): string {
  return alternative === undefined
    ? 'Split the file first'
    : `Use ${alternative.name} (up to ${alternative.maxMegabytes} MB), or split the file first`;
}

/** The last thing to do, as the end of a sentence without its full stop. */
export function orElsewhere(alternative: Alternative | undefined): string {
  return alternative === undefined ? '' : `, or use ${alternative.name}`;
}
