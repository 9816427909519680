/** The spaces at which a line may end, captured so that splitting keeps them. No-break spaces are excluded. */
export const breakingSpaces = /((?:(?![\u00a0\u202f])\s)+)/;
