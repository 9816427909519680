/**
 * What the numbers of the options may be, for the form and for whoever reads them. The most is far beyond what anybody
 * needs, and well below what a timer or a date can hold: an expression may give any number.
 */
export const bounds = {
  /** A year. n8n stores the moment as a date. */
  deadlineHours: { minValue: 0.01, maxValue: 8_784 },
  intervalSeconds: { minValue: 0.1, maxValue: 3_600 },
  itemsAtATime: { minValue: 1, maxValue: 50 },
  pollIntervalSeconds: { minValue: 0.2, maxValue: 3_600 },
  /** A day. */
  requestTimeoutSeconds: { minValue: 1, maxValue: 86_400 },
  tasksPerInterval: { minValue: 1, maxValue: 1_000 },
  /** A month. */
  waitAtMostMinutes: { minValue: 0.01, maxValue: 44_640 },
} as const;

export type Bounds = (typeof bounds)[keyof typeof bounds];
