import type { InputAudioTrack } from './mediabunny';

/** What containers call the sounds that are not supported, and how users know them. */
const labels: Readonly<Record<string, string>> = {
  ac3: 'Dolby AC-3',
  eac3: 'Dolby AC-3',
  dts: 'DTS',
  'ac-3': 'Dolby AC-3',
  'ec-3': 'Dolby AC-3',
  samr: 'AMR',
  sawb: 'AMR',
  alac: 'Apple Lossless (ALAC)',
  a_alac: 'Apple Lossless (ALAC)',
  'a_ms/acm': 'an old Windows kind of',
  qdm2: 'QDesign',
};

/** Sample descriptions of encrypted sound (ISO/IEC 14496-12), and of music bought with copy protection. */
const encrypted: ReadonlySet<string> = new Set(['enca', 'drms']);

/** What a track holds that can't be copied: "AMR", or the container's own name for it. */
export async function soundLabel(track: InputAudioTrack): Promise<string> {
  const name = (await track.getCodec()) ?? (await internalName(track));
  return labels[name.toLowerCase()] ?? (/^[\w./ -]{1,20}$/.test(name) ? name : 'an unknown kind of');
}

export async function isEncrypted(track: InputAudioTrack): Promise<boolean> {
  return encrypted.has(await internalName(track));
}

async function internalName(track: InputAudioTrack): Promise<string> {
  const id = await track.getInternalCodecId();
  if (typeof id === 'number') return id.toString();
  return typeof id === 'string' ? id : '';
}
