import { openTally } from './tally';

export default function globalSetup(): void {
  openTally();
}
