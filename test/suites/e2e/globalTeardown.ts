import { tearDown } from './running';

export default async function globalTeardown(): Promise<void> {
  await tearDown();
}
