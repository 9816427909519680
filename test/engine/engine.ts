import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Container } from '@n8n/di';
import {
  createRunExecutionData,
  type IBinaryKeyData,
  type ICredentialDataDecryptedObject,
  type IDataObject,
  type INode,
  type INodeExecutionData,
  type INodeParameters,
  type INodeType,
  type INodeTypes,
  type IRun,
  type IRunExecutionData,
  type ITaskData,
  type IWorkflowExecuteAdditionalData,
  NodeConnectionTypes,
  NodeHelpers,
  Workflow,
} from 'n8n-workflow';
import { TestCredentials } from './credentialsHelper';

export type BinaryMode = 'default' | 'filesystem';

export interface NodeUnderTest {
  parameters: INodeParameters;
  onError?: INode['onError'];
  retryOnFail?: boolean;
  maxTries?: number;
  waitBetweenTries?: number;
}

export interface InputFile {
  content: Buffer;
  fileName?: string;
  mimeType?: string;
}

export interface InputItem {
  json?: IDataObject;
  files?: Record<string, InputFile>;
}

export interface EngineRun {
  status: IRun['status'];
  /** What each output of the node gave. */
  outputs: INodeExecutionData[][];
  error: ITaskData['error'];
  /** What n8n would store of the execution. */
  data: IRunExecutionData;
}

export interface RunningWorkflow {
  finished: Promise<EngineRun>;
  cancel(): void;
}

export interface Engine {
  run(node: NodeUnderTest, items: InputItem[]): Promise<EngineRun>;
  start(node: NodeUnderTest, items: InputItem[]): Promise<RunningWorkflow>;
  close(): void;
}

const underTest = 'Transcribe';

/** n8n's own execution engine, without its server, database and editor. One binary mode for a test file. */
export async function startEngine(
  nodeType: INodeType,
  binaryMode: BinaryMode,
  credentials: Record<string, ICredentialDataDecryptedObject>,
): Promise<Engine> {
  const userFolder = mkdtempSync(join(tmpdir(), 'transcribe-engine-'));
  Object.assign(process.env, {
    N8N_USER_FOLDER: userFolder,
    N8N_ENCRYPTION_KEY: 'engine-tests',
    N8N_DEFAULT_BINARY_DATA_MODE: binaryMode,
    N8N_LOG_LEVEL: 'silent',
  });
  // n8n-core reads its settings while it is loaded.
  const { BinaryDataService, ExecutionLifecycleHooks, ExternalSecretsProxy, WorkflowExecute } =
    await import('n8n-core');
  const binaryData = Container.get(BinaryDataService);
  await binaryData.init();

  const nodeTypes = typesOf({ 'test.source': source, 'test.transcribe': nodeType });
  let executions = 0;

  async function storeFiles(files: Record<string, InputFile>, executionId: string): Promise<IBinaryKeyData> {
    const stored: IBinaryKeyData = {};
    for (const [field, { content, fileName, mimeType = 'audio/mpeg' }] of Object.entries(files)) {
      stored[field] = await binaryData.store(
        { type: 'execution', workflowId: 'workflow', executionId },
        content,
        { data: '', fileName, mimeType },
      );
    }
    return stored;
  }

  async function start(node: NodeUnderTest, items: InputItem[]): Promise<RunningWorkflow> {
    const executionId = String(++executions);
    const input = await Promise.all(
      items.map(async ({ json = {}, files }): Promise<INodeExecutionData> => {
        return files ? { json, binary: await storeFiles(files, executionId) } : { json };
      }),
    );
    const workflow = workflowOf(node, nodeTypes);
    const sourceNode = workflow.getNode('Source');
    if (sourceNode === null) throw new TypeError('the workflow has no source');
    const data = createRunExecutionData({
      executionData: {
        nodeExecutionStack: [{ node: sourceNode, data: { main: [input] }, source: null }],
      },
    });
    const hooks = new ExecutionLifecycleHooks('trigger', executionId, {
      id: 'workflow',
      name: 'engine test',
      active: false,
      activeVersionId: null,
      isArchived: false,
      createdAt: new Date(0),
      updatedAt: new Date(0),
      nodes: [],
      connections: {},
    });
    const running = new WorkflowExecute(
      {
        ...additionalData(credentials, executionId, hooks),
        externalSecretsProxy: Container.get(ExternalSecretsProxy),
      },
      'trigger',
      data,
    ).processRunExecutionData(workflow);
    return {
      finished: running.then(resultOf),
      cancel: () => running.cancel(),
    };
  }

  return {
    start,
    run: async (node, items) => await (await start(node, items)).finished,
    close: () => rmSync(userFolder, { recursive: true, force: true }),
  };
}

function resultOf(run: IRun): EngineRun {
  const tasks = run.data.resultData.runData[underTest];
  const last = tasks?.[tasks.length - 1];
  return {
    status: run.status,
    outputs: (last?.data?.main ?? []).map((items) => items ?? []),
    error: last?.error,
    data: run.data,
  };
}

/** Hands on the items that the execution starts with. */
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

function typesOf(types: Record<string, INodeType>): INodeTypes {
  const get = (name: string): INodeType => {
    const type = types[name];
    if (type === undefined) throw new Error(`no node type ${name}`);
    return type;
  };
  return {
    getByName: get,
    getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(get(name), version),
    getKnownTypes: () => ({}),
  };
}

function workflowOf(node: NodeUnderTest, nodeTypes: INodeTypes): Workflow {
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
        type: 'test.transcribe',
        typeVersion: 1,
        position: [200, 0],
        credentials: { apikleyApi: credential, elkApi: credential },
        ...node,
      },
    ],
    connections: {
      Source: { main: [[{ node: underTest, type: NodeConnectionTypes.Main, index: 0 }]] },
    },
    settings: { executionOrder: 'v1' },
  });
}

function additionalData(
  credentials: Record<string, ICredentialDataDecryptedObject>,
  executionId: string,
  hooks: IWorkflowExecuteAdditionalData['hooks'],
): Omit<IWorkflowExecuteAdditionalData, 'externalSecretsProxy'> {
  const unused = (): never => {
    throw new Error('not part of these tests');
  };
  return {
    credentialsHelper: new TestCredentials(credentials),
    executionId,
    hooks,
    executeWorkflow: unused,
    getRunExecutionData: unused,
    getRuntimeCredential: unused,
    currentNodeExecutionIndex: 0,
    restApiUrl: 'http://127.0.0.1/rest',
    instanceBaseUrl: 'http://127.0.0.1/',
    formBaseUrl: 'http://127.0.0.1/form',
    formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
    formTestBaseUrl: 'http://127.0.0.1/form-test',
    webhookBaseUrl: 'http://127.0.0.1/webhook',
    webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
    webhookTestBaseUrl: 'http://127.0.0.1/webhook-test',
    mcpBaseUrl: 'http://127.0.0.1/mcp',
    mcpTestBaseUrl: 'http://127.0.0.1/mcp-test',
    variables: {},
    logAiEvent: () => undefined,
    startRunnerTask: unused,
  };
}
