import { byteAt, latin1, uint32 } from './bytes';
import type { Content, ContentKind } from './contentKinds';
import { id3Bytes } from './id3';
import { isoMedia } from './isoMedia';
import { framesIn } from './mpegFrames';
import { textContent } from './textContent';

/** The bytes that are enough to recognise a file, unless an MP3 begins with a picture. */
export const headBytes = 64 * 1024;

/** How a file begins, from `at` on: bytes of which each is one character. */
const beginnings: ReadonlyArray<readonly [kind: ContentKind, start: string, at?: number]> = [
  ['flac', 'fLaC'],
  ['ogg', 'OggS'],
  ['aac', 'ADIF'],
  ['amr', '#!AMR'],
  ['silk', '#!SILK'],
  ['silk', '\x02#!SILK'],
  ['aiff', 'AIFF', 8],
  ['aiff', 'AIFC', 8],
  ['caf', 'caff\0'],
  ['asf', '\x30\x26\xb2\x75\x8e\x66\xcf\x11'],
  ['au', '.snd\0'],
  ['midi', 'MThd\0'],
  ['flv', 'FLV\x01'],
  ['real', '.RMF\0'],
  ['real', '.ra\xfd'],
  ['voc', 'Creative Voice File\x1a'],
  ['w64', 'riff\x2e\x91\xcf\x11'],
  ['wavpack', 'wvpk'],
  ['ape', 'MAC '],
  ['musepack', 'MPCK'],
  ['musepack', 'MP+'],
  ['tta', 'TTA1'],
  ['tta', 'TTA2'],
  ['dsd', 'DSD \x1c'],
  ['dsd', 'FRM8\0'],
  ['dts', '\x7f\xfe\x80\x01'],
  ['mpegPs', '\0\0\x01\xba'],
  ['mpegPs', '\0\0\x01\xb3'],
  ['pdf', '%PDF-'],
  ['gzip', '\x1f\x8b\x08'],
  ['archive', 'Rar!\x1a\x07'],
  ['archive', '7z\xbc\xaf\x27\x1c'],
  ['archive', '\xfd7zXZ\0'],
  ['archive', '\x28\xb5\x2f\xfd'],
  ['archive', 'BZh'],
  ['archive', 'ustar', 257],
  ['office', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['image', '\x89PNG\r\n'],
  ['image', '\xff\xd8\xff'],
  ['image', 'GIF87a'],
  ['image', 'GIF89a'],
  ['image', 'II*\0'],
  ['image', 'MM\0*'],
  ['image', '\0\0\0\x0cjP  '],
  ['program', '\x7fELF'],
  ['program', 'MZ\x90\0'],
  ['database', 'SQLite format 3\0'],
];

/**
 * Says what a file is by its content, whatever it is called.
 *
 * @param head the first bytes of the file; the whole file if it is shorter than `headBytes`
 * @returns undefined for bytes that are not recognised
 */
export function identifyContent(head: Uint8Array): Content | undefined {
  return tagged(head) ?? identifyUntagged(head, head.length < headBytes);
}

function identifyUntagged(head: Uint8Array, isWhole: boolean): Content | undefined {
  const begin = latin1(head, 0, 300);
  const found = beginnings.find(([, start, at = 0]) => begin.startsWith(start, at));
  if (found) return { kind: found[0] };
  const kind =
    riffKind(begin) ?? zipKind(head, begin) ?? matroskaKind(head) ?? transportStream(head) ?? dolby(head);
  if (kind !== undefined) return { kind };
  const iso = isoMedia(head);
  if (iso !== undefined) return iso;
  const text = textContent(head, isWhole);
  if (text !== undefined) return { kind: text };
  const frames = framesIn(head);
  return frames && { kind: frames };
}

/** What follows an ID3v2 tag: some programs put them in front of FLAC and AAC. A tag may be larger than the head. */
function tagged(head: Uint8Array): Content | undefined {
  let end = 0;
  for (let tag = id3Bytes(head, 0); tag > 0; tag = id3Bytes(head, end)) end += tag;
  if (end === 0) return undefined;
  const behind = end < head.length ? identifyUntagged(head.subarray(end), false) : undefined;
  const isSound = behind && soundAfterTag.includes(behind.kind);
  return isSound ? behind : { kind: 'mp3', orElse: ['flac', 'aac'] };
}

const soundAfterTag: readonly ContentKind[] = [
  'aac',
  'aiff',
  'ape',
  'dsd',
  'flac',
  'mp3',
  'tta',
  'wav',
  'wavpack',
];

/** RF64 and BW64 are WAV files of more than 4 GB. */
function riffKind(begin: string): ContentKind | undefined {
  if (!/^(?:RIFF|RF64|BW64)/.test(begin)) return undefined;
  const form = begin.slice(8, 12);
  const kinds: Record<string, ContentKind> = { WAVE: 'wav', 'AVI ': 'avi', RMID: 'midi', WEBP: 'image' };
  return Object.hasOwn(kinds, form) ? kinds[form] : undefined;
}

function zipKind(head: Uint8Array, begin: string): ContentKind | undefined {
  if (!/^PK(?:\x03\x04|\x05\x06|\x07\x08)/.test(begin)) return undefined;
  const isOffice = /\[Content_Types\]\.xml|(?:word|xl|ppt)\/|mimetypeapplication\/(?:vnd\.oasis|epub)/;
  return isOffice.test(latin1(head)) ? 'office' : 'zip';
}

/** The DocType in the EBML header tells WebM from other Matroska files (RFC 8794, 9559). */
function matroskaKind(head: Uint8Array): ContentKind | undefined {
  if (uint32(head, 0) !== 0x1a45dfa3) return undefined;
  // The header is a few dozen bytes; the element ID is followed by its length, which fits one byte.
  const docType = /\x42\x82[\x80-\xff]([a-z]+)/.exec(latin1(head, 4, 128))?.[1];
  return docType === 'webm' ? 'webm' : 'mkv';
}

/** Packets of 188 bytes that begin with 0x47; in a file of a camera, with four bytes of time in front of each. */
function transportStream(head: Uint8Array): ContentKind | undefined {
  const isStream = ([start, step]: readonly [number, number]) =>
    [0, 1, 2, 3].every((packet) => byteAt(head, start + packet * step) === 0x47);
  return (
    [
      [0, 188],
      [4, 192],
    ] as const
  ).some(isStream)
    ? 'mpegTs'
    : undefined;
}

/** An AC-3 or E-AC-3 frame: the sync word, and a version that exists. */
function dolby(head: Uint8Array): ContentKind | undefined {
  const version = byteAt(head, 5) >> 3;
  return byteAt(head, 0) === 0x0b && byteAt(head, 1) === 0x77 && version >= 1 && version <= 16
    ? 'ac3'
    : undefined;
}
