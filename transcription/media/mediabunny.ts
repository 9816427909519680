import { LogLevel, Logging } from 'mediabunny';

/*
 * The only import of mediabunny. The build bundles this file with the parts of the library that it names, because n8n
 * installs no dependencies of a community package.
 */
export {
  ADTS,
  CustomSource,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedPacketSink,
  FLAC,
  FlacOutputFormat,
  Input,
  MATROSKA,
  MP3,
  MP4,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OGG,
  OggOutputFormat,
  Output,
  QTFF,
  StreamTarget,
  WAVE,
  WEBM,
  WavOutputFormat,
} from 'mediabunny';
export type { AudioCodec, InputAudioTrack, OutputFormat, StreamTargetChunk } from 'mediabunny';

// Damaged recordings are reported to the user, not to the server's console.
Logging.level = LogLevel.Silent;
