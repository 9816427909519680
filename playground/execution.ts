import { z } from 'zod';

const jsonObject = z.record(z.unknown());

const binarySchema = z
  .object({
    data: z.string(),
    mimeType: z.string(),
    id: z.string().optional(),
    fileName: z.string().optional(),
    fileSize: z.string().optional(),
  })
  .passthrough();

const itemSchema = z
  .object({
    /** n8n's tool executor returns plain text instead of an object. */
    json: z.union([jsonObject, z.string().transform((text): Record<string, unknown> => ({ text }))]),
    binary: z.record(binarySchema).optional(),
    pairedItem: z.unknown(),
    error: z.unknown(),
  })
  .passthrough();

const errorSchema = z
  .object({
    message: z.string(),
    description: z.string().nullish(),
    name: z.string().optional(),
    node: z.object({ name: z.string() }).passthrough().optional(),
  })
  .passthrough();

const nodeRunSchema = z
  .object({
    startTime: z.number(),
    executionTime: z.number(),
    executionStatus: z.string().optional(),
    data: z
      .object({ main: z.array(z.array(itemSchema).nullable()).optional() })
      .passthrough()
      .optional(),
    error: errorSchema.optional(),
    hints: z.array(z.object({ message: z.string() }).passthrough()).optional(),
  })
  .passthrough();

const runDataSchema = z.record(z.array(nodeRunSchema));

const executionDataSchema = z
  .object({
    resultData: z
      .object({
        runData: runDataSchema,
        error: errorSchema.optional(),
        lastNodeExecuted: z.string().optional(),
      })
      .passthrough(),
    executionData: z.object({ contextData: jsonObject.optional() }).passthrough().optional(),
  })
  .passthrough();

export const executionStatuses = [
  'new',
  'running',
  'waiting',
  'success',
  'error',
  'canceled',
  'crashed',
  'unknown',
] as const;

export const executionSummarySchema = z.object({
  id: z.string(),
  workflowId: z.string(),
  status: z.enum(executionStatuses),
  mode: z.string(),
  startedAt: z.string().nullish(),
  stoppedAt: z.string().nullish(),
  waitTill: z.string().nullish(),
  /** The failed execution of which this is a manual retry. */
  retryOf: z.string().nullish(),
});

export type ExecutionStatus = (typeof executionStatuses)[number];
export type ExecutionSummary = z.infer<typeof executionSummarySchema>;
export type ExecutionData = z.infer<typeof executionDataSchema>;
export type RunData = z.infer<typeof runDataSchema>;
export type NodeRun = z.infer<typeof nodeRunSchema>;
export type Item = z.infer<typeof itemSchema>;
export type Binary = z.infer<typeof binarySchema>;
export type ExecutionError = z.infer<typeof errorSchema>;

export interface Execution extends ExecutionSummary {
  data: ExecutionData;
}

export const executionSchema = executionSummarySchema.extend({ data: z.string() });

/** n8n stores execution data with `flatted`, which preserves shared and circular references. */
export async function readExecution(stored: z.infer<typeof executionSchema>): Promise<Execution> {
  // Its types are those of an ES module, which a CommonJS file can only load like this.
  const { parse } = await import('flatted');
  const data: unknown = parse(stored.data);
  return { ...stored, data: executionDataSchema.parse(data) };
}

/** Whether the execution can't continue, by itself or through a callback. */
export function isOver(status: ExecutionStatus): boolean {
  return status !== 'new' && status !== 'running' && status !== 'waiting';
}
