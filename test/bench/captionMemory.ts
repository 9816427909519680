import { writeTranscript } from '../../transcription/formats/write';
import { conversation } from './conversation';
import { subtitleOptions } from './subtitleOptions';

/** Makes one file of as many words as the argument says, in a process of its own, and prints how long that took. */
const spoken = conversation(Number(process.argv[2]));
const started = performance.now();
const file = writeTranscript(spoken, 'srt', subtitleOptions);
const ms = performance.now() - started;
process.stdout.write(
  JSON.stringify({
    ms,
    bytes: Buffer.byteLength(file ?? ''),
    // In kilobytes on every system (libuv).
    peakBytes: process.resourceUsage().maxRSS * 1024,
  }),
);
