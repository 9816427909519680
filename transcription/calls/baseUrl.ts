/** A base URL as paths are appended to it. The lookbehind keeps a long run of slashes from taking quadratic time. */
export const withoutTrailingSlashes = (url: string): string => url.replace(/(?<!\/)\/+$/, '');
