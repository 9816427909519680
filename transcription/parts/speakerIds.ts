/** `speaker_0`, `SPEAKER_02`, `3`, `channel_1_speaker_0`. */
const number = /(?<!\d)\d+$/;
const letter = /^[A-Za-z]$/;
/** A channel of the recording is the same in all parts, whoever speaks on it. */
const channel = /^channel_\d+$/;

/**
 * Whether an ID means somebody else in every part. A number or a letter only says in which order the speakers of one
 * part were heard; a channel or a name says who it is.
 */
export function isOfOnePart(speaker: string): boolean {
  return !channel.test(speaker) && (number.test(speaker) || letter.test(speaker));
}

/** What all speakers have in common who may be the same person: their channel, if they have one. */
export function kindOf(speaker: string): string {
  return letter.test(speaker) ? '' : speaker.replace(number, '');
}

/** @returns an ID in the style of another one, not among those that are taken */
export function freeSpeakerId(like: string, taken: ReadonlySet<string>): string {
  let id = like;
  while (taken.has(id)) id = nextOf(id);
  return id;
}

function nextOf(id: string): string {
  const [digits] = number.exec(id) ?? [];
  if (digits !== undefined) {
    return id.slice(0, -digits.length) + String(BigInt(digits) + 1n).padStart(digits.length, '0');
  }
  return /^[A-Ya-y]$/.test(id) ? String.fromCharCode(id.charCodeAt(0) + 1) : `${id}1`;
}
