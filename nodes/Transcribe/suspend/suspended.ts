import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { storedOutputSchema } from '../../shared/output/storedOutput';

/** What a suspended node has to know when it is called back, possibly in another process, after days. */
export const suspendedSchema = z.object({
  secret: z.string(),
  provider: z.string(),
  /** When n8n resumes the execution, whatever has become of its tasks. What an older version suspended has none. */
  deadlineMs: z.number().optional(),
  /** Failed items leave through an output of their own. */
  errorOutput: z.boolean(),
  items: z.array(
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('task'),
        taskId: z.string(),
        submittedAtMs: z.number(),
        output: storedOutputSchema,
        /** The file name of the recording. Executions that an older version put to sleep have none. */
        recording: z.string().optional(),
      }),
      /** An item that was never submitted, as it comes out. */
      z.object({
        kind: z.literal('failed'),
        json: z.custom<IDataObject>((value) => typeof value === 'object' && value !== null),
      }),
    ]),
  ),
});

export type Suspended = z.infer<typeof suspendedSchema>;
/** The same before it is stored: of the output options only those that are not the defaults. */
export type StoredSuspended = z.input<typeof suspendedSchema>;
export type SuspendedTask = Extract<Suspended['items'][number], { kind: 'task' }>;

/**
 * The end of the resume URL's path. The URL belongs to the execution, not to the node: with a path of its own, a
 * late ring cannot wake another node that waits further on, an approval for example.
 */
export const doorbellPath = 'transcribe';

/** The query parameter of the resume URL that carries the secret. */
export const secretParameter = 'transcribe';
