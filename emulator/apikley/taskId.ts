import { randomInt, randomUUID } from 'node:crypto';
import type { Facts } from '../facts';

/** Numbers have as many digits as JavaScript holds exactly. */
export const newTaskId = ({ taskIdType }: Pick<Facts, 'taskIdType'>): string =>
  taskIdType === 'number' ? String(Date.now() * 1000 + randomInt(1000)) : `task_${randomUUID()}`;

/** The ID of a task as it stands in JSON. */
export const wireId = ({ taskIdType }: Pick<Facts, 'taskIdType'>, id: string): string | number =>
  taskIdType === 'number' && Number.isSafeInteger(Number(id)) ? Number(id) : id;
