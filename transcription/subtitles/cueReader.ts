import { type CueTimes, cueTimes } from './cueTimes';

/** Where something stands in the file; the end is outside. */
interface Stretch {
  from: number;
  to: number;
}

export interface Line extends Stretch {
  text: string;
}

export interface Cue {
  times: CueTimes;
  /** Where the file has what is said. Lines are not kept one by one: a hostile file has millions. */
  said: Stretch[];
}

/** Ten hours, five cues a second. What follows is said in the last one. */
const mostCues = 200_000;

const header = /^WEBVTT(?!\S)/;
const aside = /^(?:NOTE(?:\s.*)?|STYLE\s*|REGION\s*)$/;
const number = /^\s*\d+\s*$/;

/** Finds the cues of a subtitle file, line by line. */
export class CueReader {
  readonly cues: Cue[] = [];
  /** What stands in front of the first cue. */
  readonly untimed: Stretch[] = [];
  /** A line of which only the next one tells whether it is said, or names a cue. */
  private held: { line: Line; startsBlock: boolean } | undefined;
  private afterEmptyLine = true;
  /** Within a header (which the first cue may follow at once), or a note or style (in which nothing is a cue). */
  private passingOver: 'no' | 'header' | 'aside' = 'no';
  /** Whether the first cue has a name, and so others may: what stands there otherwise is said. */
  private haveNames = false;
  /** Whether the text goes on where it ended. */
  private goesOn = false;

  /** @param isVtt whether the file is WebVTT, in which cues have names, and notes stand between them */
  constructor(private readonly isVtt: boolean) {}

  read(line: Line): void {
    if (line.text.trim() === '') {
      this.afterEmptyLine = true;
      this.passingOver = 'no';
      return;
    }
    const startsBlock = this.afterEmptyLine;
    if (this.isVtt && startsBlock) this.passOver(line.text);
    const times = this.passingOver === 'aside' ? undefined : cueTimes(line.text);
    if (times !== undefined) this.open(times);
    else if (this.passingOver === 'no') this.hold(line, startsBlock);
    this.afterEmptyLine = false;
  }

  /** To be called behind the last line. */
  end(): void {
    this.release();
  }

  private passOver(line: string): void {
    this.passingOver = header.test(line) ? 'header' : aside.test(line) ? 'aside' : 'no';
    if (this.passingOver === 'no') return;
    this.release();
    this.goesOn = false;
  }

  private open(times: CueTimes): void {
    const isNamed = this.held !== undefined && this.namesCue(this.held);
    if (this.cues.length === 0) this.haveNames = isNamed;
    if (!isNamed) this.release();
    this.held = undefined;
    this.passingOver = 'no';
    this.goesOn = false;
    if (this.cues.length < mostCues) this.cues.push({ times, said: [] });
  }

  /** Whether a line in front of the times is the number or the name of the cue. */
  private namesCue({ line, startsBlock }: { line: Line; startsBlock: boolean }): boolean {
    // Some programs put an empty line behind the number, or none in front of it.
    if (number.test(line.text)) return startsBlock || !this.afterEmptyLine;
    const mayBeName = this.isVtt && startsBlock && !this.afterEmptyLine;
    return mayBeName && (this.cues.length === 0 || this.haveNames);
  }

  private hold(line: Line, startsBlock: boolean): void {
    this.release();
    this.held = { line, startsBlock };
  }

  /** The line is said after all. */
  private release(): void {
    if (this.held === undefined) return;
    const { from, to } = this.held.line;
    const said = this.cues.at(-1)?.said ?? this.untimed;
    const last = said.at(-1);
    if (last && this.goesOn) last.to = to;
    else said.push({ from, to });
    this.goesOn = true;
    this.held = undefined;
  }
}
