import type { Agent } from 'undici';
import type { Facts } from './facts';
import type { FaultList } from './faults';
import type { Ledger } from './ledger';
import type { Recorder } from './recorder';

/** A callback as it goes over the wire. */
export interface CallbackMessage {
  headers: Record<string, string>;
  body: string;
}

/** The parts of the world needed to build and send a callback. */
export interface CallbackContext {
  readonly facts: Facts;
  readonly urls: { readonly files: string };
  readonly faults: FaultList;
  readonly recorder: Recorder;
  readonly ledger: Ledger;
  readonly agent: Agent;
  /** Aborted by the next reset or stop. */
  readonly lifetime: AbortSignal;
}
