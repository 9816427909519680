import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { storedOutputSchema } from '../../shared/output/storedOutput';

/** What a suspended node needs when it is called back, possibly days later and in another process. */
export const suspendedSchema = z.object({
  secret: z.string(),
  /** The process that suspended it. Missing if an older version did. */
  process: z.string().optional(),
  provider: z.string(),
  /** When n8n resumes the execution regardless of its tasks. Missing if an older version suspended it. */
  deadlineMs: z.number().optional(),
  /** Whether failed items go to a separate error output. */
  errorOutput: z.boolean(),
  items: z.array(
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('task'),
        taskId: z.string(),
        submittedAtMs: z.number(),
        output: storedOutputSchema,
        /** The recording's file name. Missing if an older version suspended the execution. */
        recording: z.string().optional(),
        /** How long the recording is, if known. */
        durationSeconds: z.number().optional(),
      }),
      /** The output item for an input that was never submitted. */
      z.object({
        kind: z.literal('failed'),
        json: z.custom<IDataObject>((value) => typeof value === 'object' && value !== null),
      }),
    ]),
  ),
});

export type Suspended = z.infer<typeof suspendedSchema>;
/** As stored: of the output options only those that differ from the defaults. */
export type StoredSuspended = z.input<typeof suspendedSchema>;
export type SuspendedTask = Extract<Suspended['items'][number], { kind: 'task' }>;

/**
 * The end of the resume URL's path. The URL belongs to the execution, not to the node. With its own path, a late ring
 * can't resume another node that waits later in the workflow, for example an approval.
 */
export const doorbellPath = 'transcribe';

/** The query parameter of the resume URL that carries the secret. */
export const secretParameter = 'transcribe';
