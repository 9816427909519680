import { type IExecuteFunctions, type INodeExecutionData, type INodeType } from 'n8n-workflow';
import { describeNode } from './description';
import { collectGarbage } from './garbage';

export class MemoryBench implements INodeType {
  description = describeNode({
    displayName: 'Memory Bench',
    name: 'memoryBench',
    description: 'Tells what memory this process holds when the garbage is gone',
  });

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    await collectGarbage();
    return [[{ json: { ...process.memoryUsage() }, pairedItem: { item: 0 } }]];
  }
}
