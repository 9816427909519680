import { randomInt, randomUUID } from 'node:crypto';
import type { Facts } from '../facts';

/** Numeric IDs have only as many digits as JavaScript can hold exactly. */
export const newTaskId = ({ taskIdType }: Pick<Facts, 'taskIdType'>): string =>
  taskIdType === 'number' ? String(Date.now() * 1000 + randomInt(1000)) : `task_${randomUUID()}`;

/** A task ID as it appears in JSON. */
export const wireId = ({ taskIdType }: Pick<Facts, 'taskIdType'>, id: string): string | number =>
  taskIdType === 'number' && Number.isSafeInteger(Number(id)) ? Number(id) : id;
