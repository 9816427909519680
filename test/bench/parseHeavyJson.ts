import { parseJson } from '../../transcription/calls/json';
import { heavyJson, shapes, type ShapeName } from '../support/heavyJson';

/*
 * Reads the largest text of each kind that `parseJson` accepts, in a process with a limited heap. It is not part of
 * `npm run bench`; all kinds: node --max-old-space-size=314 --import tsx test/bench/parseHeavyJson.ts
 */

const answerBytes = 24 * 2 ** 20;
const isKind = (name: string): name is ShapeName => name in shapes;
const chosen = process.argv.slice(2).filter(isKind);

for (const kind of chosen.length > 0 ? chosen : Object.keys(shapes).filter(isKind)) {
  const textOf = heavyJson(kind, answerBytes);
  let share = 1;
  while (share > 0.05 && !isRead(textOf(share))) share *= 0.96;
  const heap = `${(process.memoryUsage().heapTotal / 1e6).toFixed(0)} MB of heap`;
  console.log(share > 0.05 ? `${kind}: ${(share * 24).toFixed(1)} MiB, ${heap}` : `${kind}: refused`);
}

/** The parsed value is released when this function returns. */
function isRead(text: string): boolean {
  return parseJson(text) !== undefined;
}
