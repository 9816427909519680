/** The spaces at which a line may end, as a separator that is kept: no-break spaces are none. */
export const breakingSpaces = /((?:(?![\u00a0\u202f])\s)+)/;
