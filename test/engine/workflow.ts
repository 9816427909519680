import {
  type INode,
  type INodeParameters,
  type INodeType,
  type INodeTypes,
  NodeConnectionTypes,
  NodeHelpers,
  Workflow,
} from 'n8n-workflow';
import { credentialTypes } from '../../nodes/shared/credentials';

/** The nodes available to tests, by their role in a workflow. */
export interface NodesUnderTest {
  action: INodeType;
  trigger: INodeType;
}

export interface NodeUnderTest {
  /** The action by default. */
  role?: keyof NodesUnderTest;
  parameters: INodeParameters;
  onError?: INode['onError'];
  retryOnFail?: boolean;
  maxTries?: number;
  waitBetweenTries?: number;
}

/** The name of the node under test. */
export const underTest = 'Transcribe';

/** Passes on the items that the execution starts with. */
const source: INodeType = {
  description: {
    displayName: 'Source',
    name: 'source',
    group: ['transform'],
    version: 1,
    description: 'The items of a test',
    defaults: {},
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    properties: [],
  },
  async execute() {
    return [this.getInputData()];
  },
};

/** Resolves the node types of these workflows. */
export function typesOf({ action, trigger }: NodesUnderTest): INodeTypes {
  const types: Record<string, INodeType> = { source, action, trigger };
  const get = (name: string): INodeType => {
    const type = types[name.replace('test.', '')];
    if (type === undefined) throw new Error(`no node type ${name}`);
    return type;
  };
  return {
    getByName: get,
    getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(get(name), version),
    getKnownTypes: () => ({}),
  };
}

/** A source of items, followed by the node under test. */
export function workflowOf({ role = 'action', ...node }: NodeUnderTest, nodeTypes: INodeTypes): Workflow {
  const credential = { id: '1', name: 'test' };
  return new Workflow({
    id: 'workflow',
    name: 'engine test',
    active: false,
    nodeTypes,
    nodes: [
      {
        id: 'source',
        name: 'Source',
        type: 'test.source',
        typeVersion: 1,
        position: [0, 0],
        parameters: {},
      },
      {
        id: 'node',
        name: underTest,
        type: `test.${role}`,
        typeVersion: 1,
        position: [200, 0],
        credentials: Object.fromEntries(Object.values(credentialTypes).map((type) => [type, credential])),
        ...node,
      },
    ],
    connections: {
      Source: { main: [[{ node: underTest, type: NodeConnectionTypes.Main, index: 0 }]] },
    },
    settings: { executionOrder: 'v1' },
  });
}
