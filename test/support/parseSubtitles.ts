import { WebVTTParser } from 'webvtt-parser';
import entities from 'webvtt-parser/html-entities.json';

/** A cue as an independent parser reads it from a file. */
export interface ParsedCue {
  startMs: number;
  endMs: number;
  lines: string[];
  /** The only speaker of the cue. */
  voice?: string;
  /** The speaker of each line, if there are two. */
  voices?: string[];
}

/**
 * Reads a file like a video player (Vidstack's `media-captions`). The text of a WebVTT cue keeps its markup.
 *
 * @throws where the player would have to guess
 */
export async function parseSubtitles(file: string, type: 'srt' | 'vtt'): Promise<ParsedCue[]> {
  const { parseText } = await import('media-captions');
  const { cues, errors } = await parseText(file, { type, errors: true });
  if (errors.length > 0) throw new AggregateError(errors, errors.map(({ message }) => message).join('\n'));
  return cues.map(({ startTime, endTime, text }) => ({
    ...inMs(startTime, endTime),
    lines: text.split('\n'),
  }));
}

type VttNode = ReturnType<WebVTTParser['parse']>['cues'][number]['tree']['children'][number];

/**
 * Reads a WebVTT file with the W3C's validator. The text is without markup.
 *
 * @throws at any violation of the standard
 */
export function validateVtt(file: string): ParsedCue[] {
  const { cues, errors } = new WebVTTParser(entities).parse(file, 'subtitles/captions/descriptions');
  if (errors.length > 0) throw new Error(errors.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return cues.map(({ startTime, endTime, tree }) => {
    const voices = tree.children.flatMap(voiceOf);
    const [voice, ...others] = voices;
    return {
      ...inMs(startTime, endTime),
      lines: tree.children.map(textOf).join('').split('\n'),
      ...(others.length > 0 ? { voices } : voice === undefined || tree.children.length > 1 ? {} : { voice }),
    };
  });
}

const voiceOf = (node: VttNode): string[] =>
  node.type === 'object' && node.name === 'v' && node.value !== undefined ? [node.value] : [];

function textOf(node: VttNode): string {
  return node.type === 'text' ? node.value : node.children.map(textOf).join('');
}

function inMs(startTime: number, endTime: number): { startMs: number; endMs: number } {
  return { startMs: Math.round(startTime * 1000), endMs: Math.round(endTime * 1000) };
}
