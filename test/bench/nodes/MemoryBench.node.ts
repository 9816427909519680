import {
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { collectGarbage } from './garbage';

export class MemoryBench implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Memory Bench',
    name: 'memoryBench',
    group: ['transform'],
    version: 1,
    description: 'Tells what memory this process holds when the garbage is gone',
    defaults: { name: 'Memory Bench' },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    properties: [],
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    await collectGarbage();
    return [[{ json: { ...process.memoryUsage() }, pairedItem: { item: 0 } }]];
  }
}
