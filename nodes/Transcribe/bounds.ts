/**
 * Limits of the number options, for the form and for the schema: an expression may return any number. The maximums are
 * far above any need and well below what a timer or a date can hold.
 */
export const bounds = {
  /** At most a year. n8n stores the deadline as a date. */
  deadlineHours: { minValue: 0.01, maxValue: 8_784 },
  intervalSeconds: { minValue: 0.1, maxValue: 3_600 },
  itemsAtATime: { minValue: 1, maxValue: 50 },
  /** At most a week. */
  longestMinutes: { minValue: 0.1, maxValue: 10_080 },
  pollIntervalSeconds: { minValue: 0.2, maxValue: 3_600 },
  /** At most a day. */
  requestTimeoutSeconds: { minValue: 1, maxValue: 86_400 },
  tasksPerInterval: { minValue: 1, maxValue: 1_000 },
  /** At most a month. */
  waitAtMostMinutes: { minValue: 0.01, maxValue: 44_640 },
} as const;

export type Bounds = (typeof bounds)[keyof typeof bounds];
