import {
  type INodeCredentialDescription,
  type INodeProperties,
  type INodeTypeDescription,
  NodeConnectionTypes,
} from 'n8n-workflow';

/** What a node of the benchmarks has of its own. */
interface Own {
  displayName: string;
  /** As in `CUSTOM.<name>`. */
  name: string;
  description: string;
  properties?: INodeProperties[];
  credentials?: INodeCredentialDescription[];
}

export const describeNode = ({ properties = [], ...own }: Own): INodeTypeDescription => ({
  ...own,
  group: ['transform'],
  version: 1,
  defaults: { name: own.displayName },
  inputs: [NodeConnectionTypes.Main],
  outputs: [NodeConnectionTypes.Main],
  properties,
});
