import 'reflect-metadata';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Container } from '@n8n/di';
import {
  createRunExecutionData,
  type IBinaryData,
  type IBinaryKeyData,
  type ICredentialDataDecryptedObject,
  type IDataObject,
  type INodeExecutionData,
  type IRun,
  type IRunExecutionData,
  type ITaskData,
  type IWorkflowExecuteAdditionalData,
  type Workflow,
} from 'n8n-workflow';
import { additionalData } from './additionalData';
import { type Call, exchange } from './exchange';
import { type NodesUnderTest, type NodeUnderTest, typesOf, underTest, workflowOf } from './workflow';

export type BinaryMode = 'default' | 'filesystem';

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
  executionId: string;
  status: IRun['status'];
  /** The items of each output of the node. */
  outputs: INodeExecutionData[][];
  error: ITaskData['error'];
  /** The execution data that n8n would store. */
  data: IRunExecutionData;
}

export interface RunningWorkflow {
  finished: Promise<EngineRun>;
  cancel(): void;
}

export interface CallResult {
  /** The response to the caller. */
  status: number;
  answer: unknown;
  /** The items of each output of the node; undefined when no execution starts or resumes. */
  outputs: INodeExecutionData[][] | undefined;
}

export interface Engine {
  run(node: NodeUnderTest, items: InputItem[]): Promise<EngineRun>;
  start(node: NodeUnderTest, items: InputItem[]): Promise<RunningWorkflow>;
  /** As Retry in the list of executions does: a new execution with the data of one that the node has stopped. */
  retry(node: NodeUnderTest, failed: EngineRun): Promise<EngineRun>;
  /** @param sleeping the run that waits for the call; without it, the call may start one */
  call(node: NodeUnderTest, call: Call, sleeping?: EngineRun): Promise<CallResult>;
  /** The content of a file that n8n has stored. */
  contentOf(file: IBinaryData | undefined): Promise<Buffer>;
  /**
   * Prevents n8n from storing files from now on (in filesystem mode).
   *
   * @returns a function that ends this
   */
  breakStorage(): () => void;
  /** The same engine with other credentials. */
  withCredentials(credentials: Credentials): Engine;
  close(): void;
}

/** By type. */
export type Credentials = Record<string, ICredentialDataDecryptedObject>;

/** n8n's own execution engine, without its server, database and editor. One binary mode per test file. */
export async function startEngine(
  nodes: NodesUnderTest,
  binaryMode: BinaryMode,
  credentials: Credentials,
  logFile?: string,
): Promise<Engine> {
  const userFolder = mkdtempSync(join(tmpdir(), 'transcribe-engine-'));
  Object.assign(process.env, {
    N8N_USER_FOLDER: userFolder,
    N8N_ENCRYPTION_KEY: 'engine-tests',
    N8N_DEFAULT_BINARY_DATA_MODE: binaryMode,
    ...(logFile === undefined
      ? { N8N_LOG_LEVEL: 'silent' }
      : { N8N_LOG_LEVEL: 'debug', N8N_LOG_OUTPUT: 'file', N8N_LOG_FILE_LOCATION: logFile }),
  });
  // n8n-core reads its settings on loading.
  const {
    BinaryDataService,
    ExecutionLifecycleHooks,
    ExternalSecretsProxy,
    StorageConfig,
    WebhookContext,
    WorkflowExecute,
  } = await import('n8n-core');
  const binaryData = Container.get(BinaryDataService);
  await binaryData.init();

  const nodeTypes = typesOf(nodes);
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

  async function start(
    signedIn: Credentials,
    node: NodeUnderTest,
    items: InputItem[],
  ): Promise<RunningWorkflow> {
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
    return execute(signedIn, executionId, workflow, data);
  }

  function execute(
    signedIn: Credentials,
    executionId: string,
    workflow: Workflow,
    data: IRunExecutionData,
    mode: 'trigger' | 'retry' = 'trigger',
  ): RunningWorkflow {
    const running = new WorkflowExecute(dataOf(signedIn, executionId), mode, data).processRunExecutionData(
      workflow,
    );
    return {
      finished: running.then((run) => resultOf(run, executionId)),
      cancel: () => running.cancel(),
    };
  }

  async function retry(signedIn: Credentials, node: NodeUnderTest, failed: EngineRun): Promise<EngineRun> {
    // n8n has stored the data, and forgets how the last node ended. That node is still the next one to run.
    const data = structuredClone(failed.data);
    data.resultData.runData[underTest]?.pop();
    delete data.resultData.error;
    const executionId = String(++executions);
    return await execute(signedIn, executionId, workflowOf(node, nodeTypes), data, 'retry').finished;
  }

  function dataOf(signedIn: Credentials, executionId: string): IWorkflowExecuteAdditionalData {
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
    return {
      ...additionalData(signedIn, executionId, hooks),
      externalSecretsProxy: Container.get(ExternalSecretsProxy),
    };
  }

  async function call(
    signedIn: Credentials,
    node: NodeUnderTest,
    called: Call,
    sleeping?: EngineRun,
  ): Promise<CallResult> {
    const workflow = workflowOf(node, nodeTypes);
    const self = workflow.getNode(underTest);
    const type = nodes[node.role ?? 'action'];
    if (self === null || type.webhook === undefined) throw new TypeError('the node has no webhook');
    const { request, response, told } = exchange(called);
    const workflowExecuteAdditionalData = {
      ...dataOf(signedIn, sleeping?.executionId ?? String(++executions)),
      httpRequest: request,
      httpResponse: response,
    };
    const context = new WebhookContext(
      workflow,
      self,
      workflowExecuteAdditionalData,
      'webhook',
      {
        webhookDescription: { name: 'default', httpMethod: 'POST', path: '' },
        httpMethod: 'POST',
        node: underTest,
        path: '',
        workflowId: 'workflow',
        workflowExecuteAdditionalData,
      },
      [],
      sleeping?.data ?? null,
    );
    const { workflowData } = await type.webhook.call(context);
    return { ...told(), outputs: workflowData?.map((items) => items ?? []) };
  }

  const withCredentials = (signedIn: Credentials): Engine => ({
    start: (node, items) => start(signedIn, node, items),
    retry: (node, failed) => retry(signedIn, node, failed),
    call: (node, called, sleeping) => call(signedIn, node, called, sleeping),
    contentOf: async (file) => {
      if (file === undefined) throw new TypeError('there is no such file');
      return await binaryData.getAsBuffer(file);
    },
    breakStorage: () => {
      // A file instead of the folder causes a real error, even for a user who may write anywhere.
      const folder = join(Container.get(StorageConfig).storagePath, 'workflows');
      renameSync(folder, `${folder}.whole`);
      writeFileSync(folder, '');
      return () => {
        rmSync(folder);
        renameSync(`${folder}.whole`, folder);
      };
    },
    run: async (node, items) => await (await start(signedIn, node, items)).finished,
    withCredentials,
    close: () => rmSync(userFolder, { recursive: true, force: true }),
  });
  return withCredentials(credentials);
}

function resultOf(run: IRun, executionId: string): EngineRun {
  const tasks = run.data.resultData.runData[underTest];
  const last = tasks?.[tasks.length - 1];
  return {
    executionId,
    status: run.status,
    outputs: (last?.data?.main ?? []).map((items) => items ?? []),
    error: last?.error,
    data: run.data,
  };
}
