/** The part of the W3C's parser that the tests use; the package has no types. */
declare module 'webvtt-parser' {
  interface TextNode {
    type: 'text';
    value: string;
  }
  interface TagNode {
    type: 'object';
    /** `v` for a voice. */
    name: string;
    /** The name of the voice. */
    value?: string;
    children: CueNode[];
  }
  type CueNode = TextNode | TagNode;

  interface ParsedCue {
    /** In seconds. */
    startTime: number;
    endTime: number;
    tree: { children: CueNode[] };
  }

  export class WebVTTParser {
    /** @param entities without them, it does not support WebVTT's entities by their full names */
    constructor(entities: Readonly<Record<string, string>>);
    parse(
      file: string,
      mode: 'subtitles/captions/descriptions',
    ): { cues: ParsedCue[]; errors: Array<{ line: number; message: string }> };
  }
}
