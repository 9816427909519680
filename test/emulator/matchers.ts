/* Jest's own matchers have type any; these do not. */

export const anyNumber: unknown = expect.any(Number);
export const anyString: unknown = expect.any(String);
export const containing = (text: string): unknown => expect.stringContaining(text);
export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
export const objectWith = (fields: object): unknown => expect.objectContaining(fields);
export const listWith = (...items: unknown[]): unknown => expect.arrayContaining(items);
