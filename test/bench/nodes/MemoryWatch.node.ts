import { type IExecuteFunctions, type INodeExecutionData, type INodeType } from 'n8n-workflow';
import { describeNode } from './description';
import { collectGarbage, collectGarbageNow } from './garbage';

const leastPauseMs = 40;

/** Pause after a collection, as a multiple of what it took: the node under test has to get somewhere, too. */
const restShare = 4;

interface Watch {
  beforeBytes: number;
  mostBytes: number;
  timer: NodeJS.Timeout;
}

/** One run at a time is watched. */
let watch: Watch | undefined;

/** Two of these, one before and one after the node under test, tell what buffers were alive in between. */
export class MemoryWatch implements INodeType {
  description = describeNode({
    displayName: 'Memory Watch',
    name: 'memoryWatch',
    description: 'Collects the garbage again and again, and tells how much memory buffers took at most',
  });

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    if (watch === undefined) {
      await collectGarbage();
      watch = start();
      return [this.getInputData()];
    }
    clearTimeout(watch.timer);
    const liveBytes = watch.mostBytes - watch.beforeBytes;
    watch = undefined;
    return [[{ json: { liveBytes }, pairedItem: { item: 0 } }]];
  }
}

function start(): Watch {
  const beforeBytes = process.memoryUsage().external;
  const watching: Watch = { beforeBytes, mostBytes: beforeBytes, timer: setTimeout(sample, leastPauseMs) };
  function sample(): void {
    const from = performance.now();
    collectGarbageNow();
    watching.mostBytes = Math.max(watching.mostBytes, process.memoryUsage().external);
    const pauseMs = Math.max(leastPauseMs, restShare * (performance.now() - from));
    watching.timer = setTimeout(sample, pauseMs);
  }
  return watching;
}
