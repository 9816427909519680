import { type CueTimes, cueTimes } from './cueTimes';

/** A stretch of the file; `to` is exclusive. */
interface Stretch {
  from: number;
  to: number;
}

export interface Line extends Stretch {
  text: string;
}

export interface Cue {
  times: CueTimes;
  /** Where the file has the text. Lines are not kept one by one, because a hostile file has millions. */
  said: Stretch[];
}

/** Ten hours at five cues a second. Any text beyond that goes into the last cue. */
const mostCues = 200_000;

const header = /^WEBVTT(?!\S)/;
const aside = /^(?:NOTE(?:\s.*)?|STYLE\s*|REGION\s*)$/;
const number = /^\s*\d+\s*$/;

/** Finds the cues of a subtitle file, line by line. */
export class CueReader {
  readonly cues: Cue[] = [];
  /** The text before the first cue. */
  readonly untimed: Stretch[] = [];
  /** A line that is either text or the name of a cue, depending on the next line. */
  private held: { line: Line; startsBlock: boolean } | undefined;
  private afterEmptyLine = true;
  /** Inside a header (which the first cue may follow directly), or a note or style (which contains no cues). */
  private passingOver: 'no' | 'header' | 'aside' = 'no';
  /** Whether the first cue has a name, so that others may have one too. Otherwise such lines are text. */
  private haveNames = false;
  /** Whether the text continues where it ended. */
  private goesOn = false;

  /** @param isVtt whether the file is WebVTT, in which cues have names and notes may stand between them */
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

  /** To be called after the last line. */
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

  /** Whether a line before the timing line is the number or the name of the cue. */
  private namesCue({ line, startsBlock }: { line: Line; startsBlock: boolean }): boolean {
    // Some programs put an empty line after the number, or none before it.
    if (number.test(line.text)) return startsBlock || !this.afterEmptyLine;
    const mayBeName = this.isVtt && startsBlock && !this.afterEmptyLine;
    return mayBeName && (this.cues.length === 0 || this.haveNames);
  }

  private hold(line: Line, startsBlock: boolean): void {
    this.release();
    this.held = { line, startsBlock };
  }

  /** The held line turned out to be text. */
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
