import { z } from 'zod';
import {
  callbackActionSchema,
  requestActionSchema,
  type CallbackAction,
  type RequestAction,
} from './faultActions';
import {
  matches,
  matchSchema,
  operationSchema,
  timesSchema,
  type Operation,
  type Subject,
} from './operations';

const common = {
  match: matchSchema.optional(),
  times: timesSchema,
  /** How long the fault lasts after it first strikes, however often it has struck. */
  forMs: z.number().positive().optional(),
  skip: z.number().int().nonnegative().default(0),
};
const requestFault = z
  .object({ on: operationSchema.exclude(['callback']), action: requestActionSchema, ...common })
  .strict();
const callbackFault = z
  .object({ on: z.literal('callback'), action: callbackActionSchema, ...common })
  .strict();

export const faultSchema = z.union([callbackFault, requestFault]);
export type FaultInput = z.input<typeof faultSchema>;
type Fault = z.output<typeof faultSchema>;
type RequestFault = z.output<typeof requestFault>;
type CallbackFault = z.output<typeof callbackFault>;

/** A scripted fault and when it ends. */
type Scripted<F> = F & { overAtMs?: number };

const isCallbackFault = (fault: Fault): fault is CallbackFault => fault.on === 'callback';

/** Scripted faults, consumed in the order in which they were added. */
export class FaultList {
  private requestFaults: Array<Scripted<RequestFault>> = [];
  private callbackFaults: Array<Scripted<CallbackFault>> = [];

  add(fault: Fault): void {
    if (isCallbackFault(fault)) this.callbackFaults.push({ ...fault });
    else this.requestFaults.push({ ...fault });
  }

  clear(): void {
    this.requestFaults = [];
    this.callbackFaults = [];
  }

  /** The next action for a request, among those that `applies` accepts at this stage. */
  take(
    on: Operation,
    subject: Subject,
    applies: (action: RequestAction) => boolean,
  ): RequestAction | undefined {
    for (const fault of this.requestFaults) {
      if (fault.on !== on || !applies(fault.action) || !matches(fault.match, subject)) continue;
      if (consume(fault)) return fault.action;
    }
    return undefined;
  }

  /** The actions for one callback: at most one of each kind, since they combine. */
  takeForCallback(subject: Subject, applies: (action: CallbackAction) => boolean): CallbackAction[] {
    const taken = new Map<CallbackAction['kind'], CallbackAction>();
    for (const fault of this.callbackFaults) {
      const { action } = fault;
      if (taken.has(action.kind) || !applies(action) || !matches(fault.match, subject)) continue;
      if (consume(fault)) taken.set(action.kind, action);
    }
    return [...taken.values()];
  }
}

/** Counts a matching request. False while requests are skipped, or when the fault is used up or over. */
function consume(fault: Scripted<Fault>, nowMs = Date.now()): boolean {
  if (fault.times <= 0 || (fault.overAtMs !== undefined && nowMs >= fault.overAtMs)) return false;
  if (fault.skip > 0) {
    fault.skip -= 1;
    return false;
  }
  fault.times -= 1;
  if (fault.forMs !== undefined) fault.overAtMs ??= nowMs + fault.forMs;
  return true;
}
