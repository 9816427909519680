/** How ffmpeg makes a recording out of speech. */
export interface Source {
  name: string;
  /** By the codec, for the share of cuts that fall into pauses. */
  codec: string;
  extension: string;
  args: readonly string[];
  /** Other inputs in front of the output's arguments; the speech is input 0. */
  inputs?: readonly string[];
  /** Seconds before the sound begins. */
  late?: number;
}

const video = (codec: string) => [
  ...['-map', '1:v', '-map', '0:a', '-c:v', codec, '-b:v', '300k', '-g', '50', '-pix_fmt', 'yuv420p'],
];
const pictures = ['-f', 'lavfi', '-i', 'testsrc=s=160x120:r=25:d=24'];
const cover = ['-f', 'lavfi', '-i', 'testsrc=s=320x320:d=1'];
const aac = ['-c:a', 'aac', '-b:a', '64k'];
const mp3 = (...args: string[]) => ['-c:a', 'libmp3lame', ...args];

export const sources: readonly Source[] = [
  { name: 'MP3, constant bit rate', codec: 'mp3 cbr', extension: 'mp3', args: mp3('-b:a', '64k') },
  {
    name: 'MP3, constant bit rate, stereo',
    codec: 'mp3 cbr',
    extension: 'mp3',
    args: mp3('-b:a', '128k', '-ac', '2', '-ar', '44100'),
  },
  {
    name: 'MP3 at 32 kbit/s',
    codec: 'mp3 cbr',
    extension: 'mp3',
    args: mp3('-b:a', '32k', '-ar', '44100'),
  },
  {
    name: 'MP3, variable bit rate',
    codec: 'mp3 vbr',
    extension: 'mp3',
    args: mp3('-q:a', '4', '-ac', '2', '-ar', '44100'),
  },
  {
    name: 'MP3 without its Xing frame',
    codec: 'mp3 vbr',
    extension: 'mp3',
    args: mp3('-q:a', '6', '-write_xing', '0'),
  },
  {
    name: 'MPEG-2 MP3, 16 kHz',
    codec: 'mp3 cbr',
    extension: 'mp3',
    args: mp3('-b:a', '24k', '-ar', '16000'),
  },
  {
    name: 'MPEG-2 MP3, 22.05 kHz',
    codec: 'mp3 vbr',
    extension: 'mp3',
    args: mp3('-q:a', '7', '-ar', '22050'),
  },
  {
    name: 'MPEG-2.5 MP3, 8 kHz',
    codec: 'mp3 cbr',
    extension: 'mp3',
    args: mp3('-b:a', '16k', '-ar', '8000'),
  },
  {
    name: 'MP3 with a picture',
    codec: 'mp3 cbr',
    extension: 'mp3',
    inputs: cover,
    args: [
      ...mp3('-b:a', '64k', '-map', '0:a', '-map', '1:v', '-c:v', 'mjpeg', '-disposition:v', 'attached_pic'),
      ...['-id3v2_version', '3', '-metadata', 'title=Встреча', '-frames:v', '1'],
    ],
  },
  { name: 'AAC in M4A', codec: 'aac', extension: 'm4a', args: aac },
  {
    name: 'AAC in M4A, stereo, 44.1 kHz',
    codec: 'aac',
    extension: 'm4a',
    args: [...aac, '-ac', '2', '-ar', '44100'],
  },
  {
    name: 'AAC in M4A, 16 kHz',
    codec: 'aac',
    extension: 'm4a',
    args: ['-c:a', 'aac', '-b:a', '32k', '-ar', '16000'],
  },
  {
    name: 'AAC in M4A, the index in front',
    codec: 'aac',
    extension: 'm4a',
    args: [...aac, '-movflags', '+faststart'],
  },
  {
    name: 'AAC in fragmented MP4',
    codec: 'aac',
    extension: 'mp4',
    args: [...aac, '-movflags', '+frag_keyframe+empty_moov+default_base_moof', '-frag_duration', '1000000'],
  },
  { name: 'AAC in MOV', codec: 'aac', extension: 'mov', args: aac },
  { name: 'AAC in Matroska', codec: 'aac', extension: 'mkv', args: aac },
  { name: 'AAC in ADTS', codec: 'aac', extension: 'aac', args: aac },
  { name: 'Opus in Ogg', codec: 'opus', extension: 'ogg', args: ['-c:a', 'libopus', '-b:a', '32k'] },
  {
    name: 'Opus in Ogg, packets of 60 ms',
    codec: 'opus',
    extension: 'ogg',
    args: ['-c:a', 'libopus', '-b:a', '24k', '-frame_duration', '60', '-application', 'voip'],
  },
  { name: 'Opus in WebM', codec: 'opus', extension: 'webm', args: ['-c:a', 'libopus', '-b:a', '32k'] },
  { name: 'Opus in Matroska', codec: 'opus', extension: 'mkv', args: ['-c:a', 'libopus', '-b:a', '32k'] },
  { name: 'Opus in MP4', codec: 'opus', extension: 'mp4', args: ['-c:a', 'libopus', '-b:a', '32k'] },
  { name: 'Vorbis in Ogg', codec: 'vorbis', extension: 'ogg', args: ['-c:a', 'libvorbis', '-q:a', '3'] },
  { name: 'Vorbis in WebM', codec: 'vorbis', extension: 'webm', args: ['-c:a', 'libvorbis', '-q:a', '3'] },
  { name: 'FLAC', codec: 'flac', extension: 'flac', args: ['-c:a', 'flac'] },
  { name: 'FLAC in Matroska', codec: 'flac', extension: 'mkv', args: ['-c:a', 'flac'] },
  { name: 'WAV, 16 bits', codec: 'wav s16', extension: 'wav', args: ['-c:a', 'pcm_s16le'] },
  {
    name: 'WAV, 16 bits, stereo',
    codec: 'wav s16',
    extension: 'wav',
    args: ['-c:a', 'pcm_s16le', '-ac', '2'],
  },
  { name: 'WAV, 24 bits', codec: 'wav other', extension: 'wav', args: ['-c:a', 'pcm_s24le', '-ar', '44100'] },
  {
    name: 'WAV, 32 bits, floating point',
    codec: 'wav other',
    extension: 'wav',
    args: ['-c:a', 'pcm_f32le', '-ar', '16000'],
  },
  { name: 'WAV, 8 bits', codec: 'wav other', extension: 'wav', args: ['-c:a', 'pcm_u8', '-ar', '8000'] },
  { name: 'WAV, µ-law', codec: 'wav other', extension: 'wav', args: ['-c:a', 'pcm_mulaw', '-ar', '8000'] },
  { name: 'WAV, RF64', codec: 'wav s16', extension: 'wav', args: ['-c:a', 'pcm_s16le', '-rf64', 'always'] },
  { name: 'big-endian samples in MOV', codec: 'wav s16', extension: 'mov', args: ['-c:a', 'pcm_s16be'] },
  {
    name: 'big-endian 24-bit samples in MOV',
    codec: 'wav other',
    extension: 'mov',
    args: ['-c:a', 'pcm_s24be'],
  },
  { name: 'samples in Matroska', codec: 'wav s16', extension: 'mkv', args: ['-c:a', 'pcm_s16le'] },
  { name: 'MP3 in Matroska', codec: 'mp3 cbr', extension: 'mkv', args: mp3('-b:a', '64k') },
  { name: 'MP3 in MP4', codec: 'mp3 cbr', extension: 'mp4', args: mp3('-b:a', '64k') },
  {
    name: 'a video in H.264',
    codec: 'aac',
    extension: 'mp4',
    inputs: pictures,
    args: [...video('libx264'), '-preset', 'ultrafast', ...aac],
  },
  {
    name: 'a video in MPEG-4, the index in front',
    codec: 'aac',
    extension: 'mp4',
    inputs: pictures,
    args: [...video('mpeg4'), ...aac, '-movflags', '+faststart'],
  },
  {
    name: 'a QuickTime video',
    codec: 'aac',
    extension: 'mov',
    inputs: pictures,
    args: [...video('mpeg4'), ...aac],
  },
  {
    name: 'a Matroska video with Opus',
    codec: 'opus',
    extension: 'mkv',
    inputs: pictures,
    args: [...video('mpeg4'), '-c:a', 'libopus', '-b:a', '32k'],
  },
  {
    name: 'a fragmented video',
    codec: 'aac',
    extension: 'mp4',
    inputs: pictures,
    args: [...video('mpeg4'), ...aac, '-movflags', '+frag_keyframe+empty_moov'],
  },
  {
    name: 'two sound tracks',
    codec: 'aac',
    extension: 'mp4',
    inputs: [...pictures, '-f', 'lavfi', '-i', 'sine=f=300:d=24'],
    args: [...video('mpeg4'), '-map', '2:a', ...aac],
  },
  {
    name: 'a video whose sound begins 2 s late',
    codec: 'aac',
    extension: 'mp4',
    inputs: pictures,
    args: [...video('mpeg4'), ...aac],
    late: 2,
  },
  {
    name: 'a Matroska video whose sound begins 2 s late',
    codec: 'mp3 cbr',
    extension: 'mkv',
    inputs: pictures,
    args: [...video('mpeg4'), ...mp3('-b:a', '64k')],
    late: 2,
  },
];

/** Recordings that can't be helped, and what is said about them. */
export const hopeless: ReadonlyArray<Source & { says: RegExp }> = [
  {
    name: 'a video without sound',
    codec: '',
    extension: 'mp4',
    inputs: pictures,
    args: ['-map', '1:v', '-c:v', 'mpeg4'],
    says: /is a video without sound/,
  },
  {
    name: 'AC-3 in MP4',
    codec: '',
    extension: 'mp4',
    args: ['-c:a', 'ac3'],
    says: /holds Dolby AC-3 sound, which ElkAPI does not take/,
  },
  {
    name: 'Apple Lossless',
    codec: '',
    extension: 'm4a',
    args: ['-c:a', 'alac'],
    says: /holds Apple Lossless \(ALAC\) sound/,
  },
  {
    name: 'FLAC in Ogg',
    codec: '',
    extension: 'ogg',
    args: ['-c:a', 'flac'],
    says: /holds no sound that can be read/,
  },
  {
    name: 'Windows Media',
    codec: '',
    extension: 'wma',
    args: ['-c:a', 'wmav2'],
    says: /cannot be read as a recording/,
  },
  {
    name: 'MPEG-TS',
    codec: '',
    extension: 'ts',
    args: aac,
    says: /cannot be read as a recording/,
  },
];
