import type { FaultInput } from '../../emulator/faults';
import type { NamedFault } from './faults';
import type { LaunchPlan } from './plan';
import type { Recording } from './recordings';
import type { Mode } from './ways';

/** A started workflow. */
export interface Launch {
  number: number;
  mode: Mode;
  recordings: Recording[];
  workflowId: string;
  /** Milliseconds since the epoch, as all times here. */
  startedAt: number;
  /** Undefined if n8n was killed before it could answer. */
  executionId?: string | undefined;
  cancelledAt?: number;
}

/** A stop of the n8n process, which was started again afterwards. */
export interface Stop {
  at: number;
  /** When the process had ended: a restart lets it run on for some seconds. */
  goneAt: number;
  kind: 'kill' | 'restart';
  /** When it was available again; undefined until then. */
  backAt?: number;
}

/** Everything done to n8n and its provider. */
export class History {
  readonly launches: Launch[] = [];
  readonly stops: Stop[] = [];
  /** Starts that n8n did not answer, by what happened instead. */
  readonly unanswered = new Map<string, number>();
  /** The faults that were scripted. */
  readonly faults: NamedFault[] = [];

  addLaunch({ number, way, recordings }: LaunchPlan, workflowId: string): Launch {
    const launch: Launch = { number, mode: way.mode, recordings, workflowId, startedAt: Date.now() };
    this.launches.push(launch);
    return launch;
  }

  addFault(named: NamedFault): FaultInput {
    this.faults.push(named);
    return named.fault;
  }

  addUnanswered(error: unknown): void {
    const said = error instanceof Error ? error.message : String(error);
    const kind = said.slice(0, 60);
    this.unanswered.set(kind, (this.unanswered.get(kind) ?? 0) + 1);
  }

  count(kind: Stop['kind']): number {
    return this.stops.filter((stop) => stop.kind === kind).length;
  }

  /** Total time for which n8n was unavailable. */
  get offMs(): number {
    return this.stops.reduce((sum, { at, backAt = at }) => sum + backAt - at, 0);
  }
}
