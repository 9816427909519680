import type { WriteOptions } from '../../transcription/formats/options';
import { defaultSubtitleRules } from '../../transcription/subtitles/rules';

/** Everything that a file can show. */
export const subtitleOptions: WriteOptions = {
  speakerLabels: true,
  audioEvents: true,
  textTimes: true,
  rules: defaultSubtitleRules,
};
