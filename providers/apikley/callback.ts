import { z } from 'zod';

const idsSchema = z.object({ taskId: z.string().min(1), task_id: z.string().min(1) }).partial();
const callbackSchema = z.object({ taskId: z.unknown(), task_id: z.unknown(), data: z.unknown() }).partial();

/**
 * The task that a callback is about. Four spellings are in use; whatever else the body claims, a transcript
 * above all, is not looked at: it is not signed.
 *
 * @returns undefined when the body names no task
 */
export function taskIdOfCallback(body: unknown): string | undefined {
  const outer = callbackSchema.safeParse(body);
  if (!outer.success) return undefined;
  return idIn(outer.data.data) ?? idIn(body);
}

function idIn(value: unknown): string | undefined {
  const ids = idsSchema.safeParse(value).data;
  return ids?.taskId ?? ids?.task_id;
}
