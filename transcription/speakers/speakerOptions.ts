import type { GivenNames } from './givenNames';

/** How speakers are written, where they are. */
export interface SpeakerOptions {
  names: GivenNames;
  /** What precedes the speech: a text with `{name}`. */
  label: string;
  /** Write the label in WebVTT, too, beside the voice tags that many players don't show. */
  labelsInVtt: boolean;
}

export const defaultSpeakerOptions: SpeakerOptions = { names: '', label: '{name}: ', labelsInVtt: false };
