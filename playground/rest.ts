import { setTimeout as sleep } from 'node:timers/promises';

import { fetch, type Agent } from 'undici';
import { z } from 'zod';

import {
  executionSchema,
  isOver,
  readExecution,
  type Execution,
  type ExecutionStatus,
  type ExecutionSummary,
} from './execution';
import { ExecutionList } from './executionList';
import { RestConnection, RestError } from './restConnection';

export interface Owner {
  email: string;
  password: string;
  firstName: string;
  lastName: string;
}

export interface CredentialInput {
  name: string;
  type: string;
  data: Record<string, unknown>;
}

export interface WorkflowInput {
  name: string;
  nodes: readonly object[];
  connections: Record<string, unknown>;
  settings?: Record<string, unknown>;
  meta?: Record<string, unknown>;
}

const credentialSchema = z.object({ id: z.string(), name: z.string(), type: z.string() });
const workflowSchema = z.object({
  id: z.string(),
  name: z.string(),
  active: z.boolean(),
  versionId: z.string(),
});
const workflowListedSchema = z.object({ id: z.string(), name: z.string(), active: z.boolean() });
const credentialTestSchema = z.object({ status: z.enum(['OK', 'Error']), message: z.string() });
const startedSchema = z.object({ executionId: z.string() });
const typesSchema = z.array(z.object({ name: z.string() }).passthrough());
const projectSchema = z.object({ id: z.string() });
const dataTableSchema = z.object({ id: z.string(), name: z.string() });
const dataTableRowsSchema = z.object({ count: z.number(), data: z.array(z.record(z.unknown())) });
const anything = z.unknown();

export type Credential = z.infer<typeof credentialSchema>;
export type Workflow = z.infer<typeof workflowSchema>;
export type WorkflowListed = z.infer<typeof workflowListedSchema>;
export type CredentialTest = z.infer<typeof credentialTestSchema>;
export type DataTable = z.infer<typeof dataTableSchema>;
export type LoadedType = z.infer<typeof typesSchema>[number];

export interface DataTableColumn {
  name: string;
  type: 'string' | 'number' | 'boolean' | 'date';
}

export interface ListSearch {
  nodeTypeAndVersion: { name: string; version: number };
  /** Where the parameter is, from `parameters` on. */
  path: string;
  methodName: string;
  currentNodeParameters: Record<string, unknown>;
  credentials: Record<string, { id: string; name: string }>;
  filter?: string;
}

/** Rows requested per call; n8n returns ten by default. */
const mostRows = 250;

/**
 * n8n's internal API, which its editor uses, as far as the playground and the tests need it. It is not documented;
 * this was observed on 2.41 and 1.123. Where they differ, a call sends what both understand.
 */
export class N8nRest {
  private readonly connection: RestConnection;
  private readonly list: ExecutionList;

  /** @param webhookUrl where webhooks are called; in queue mode this may be a separate process */
  constructor(
    readonly url: string,
    readonly webhookUrl = url,
  ) {
    this.connection = new RestConnection(url);
    this.list = new ExecutionList(this.connection);
  }

  /** For webhook calls, which need no session. */
  get agent(): Agent {
    return this.connection.agent;
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  /** Creates the owner of a fresh n8n and signs in. */
  async setUpOwner(owner: Owner): Promise<void> {
    await this.connection.call(anything, 'POST', '/owner/setup', owner);
  }

  async logIn(owner: Pick<Owner, 'email' | 'password'>): Promise<void> {
    const body = { emailOrLdapLoginId: owner.email, password: owner.password };
    await this.connection.call(anything, 'POST', '/login', body);
  }

  /** Changes the password of whoever is signed in. */
  async changePassword(currentPassword: string, newPassword: string): Promise<void> {
    await this.connection.call(anything, 'PATCH', '/me/password', { currentPassword, newPassword });
  }

  /** Whether this n8n has no owner yet. */
  async isFresh(): Promise<boolean> {
    const schema = z.object({ userManagement: z.object({ showSetupOnFirstLoad: z.boolean() }) });
    const settings = await this.connection.call(schema, 'GET', '/settings');
    return settings.userManagement.showSetupOnFirstLoad;
  }

  /** The versions of n8n and Node.js, as n8n reports them. */
  async versions(): Promise<{ n8n: string; node: string }> {
    const schema = z.object({ versionCli: z.string(), nodeJsVersion: z.string() });
    const { versionCli, nodeJsVersion } = await this.connection.call(schema, 'GET', '/settings');
    return { n8n: versionCli, node: nodeJsVersion };
  }

  credentials(): Promise<Credential[]> {
    return this.connection.call(z.array(credentialSchema), 'GET', '/credentials');
  }

  createCredential(credential: CredentialInput): Promise<Credential> {
    return this.connection.call(credentialSchema, 'POST', '/credentials', credential);
  }

  updateCredential(id: string, credential: CredentialInput): Promise<Credential> {
    return this.connection.call(credentialSchema, 'PATCH', `/credentials/${id}`, credential);
  }

  /** Like the credential's "Test" button. */
  testCredential(id: string, credential: CredentialInput): Promise<CredentialTest> {
    const body = { credentials: { id, ...credential } };
    return this.connection.call(credentialTestSchema, 'POST', '/credentials/test', body);
  }

  workflows(): Promise<WorkflowListed[]> {
    return this.connection.call(z.array(workflowListedSchema), 'GET', '/workflows');
  }

  workflow(id: string): Promise<Workflow> {
    return this.connection.call(workflowSchema, 'GET', `/workflows/${id}`);
  }

  createWorkflow(workflow: WorkflowInput): Promise<Workflow> {
    // n8n 1.x stores what it is sent, and can't store a workflow without a value for `active`.
    return this.connection.call(workflowSchema, 'POST', '/workflows', { ...workflow, active: false });
  }

  async updateWorkflow(id: string, workflow: WorkflowInput): Promise<Workflow> {
    const { versionId } = await this.workflow(id);
    return this.connection.call(workflowSchema, 'PATCH', `/workflows/${id}`, { ...workflow, versionId });
  }

  /** Its webhooks become available slightly later; see `waitForWebhook`. */
  activateWorkflow({ id, versionId }: Pick<Workflow, 'id' | 'versionId'>): Promise<Workflow> {
    return this.connection.call(workflowSchema, 'POST', `/workflows/${id}/activate`, { versionId });
  }

  /**
   * Waits until a webhook of an active workflow is registered, which happens after n8n has answered the activation.
   * Sends a CORS preflight request, which starts nothing and leaves no line in the log.
   */
  async waitForWebhook(path: string, method = 'POST', withinMs = 20_000): Promise<void> {
    const until = performance.now() + withinMs;
    for (;;) {
      const answer = await fetch(`${this.webhookUrl}/webhook/${path}`, {
        method: 'OPTIONS',
        headers: { origin: this.url },
        dispatcher: this.agent,
      });
      await answer.arrayBuffer();
      if (answer.headers.get('access-control-allow-methods')?.includes(method)) return;
      if (performance.now() > until) throw new Error(`The webhook ${path} was not registered in time.`);
      await sleep(20);
    }
  }

  deactivateWorkflow(id: string): Promise<Workflow> {
    return this.connection.call(workflowSchema, 'POST', `/workflows/${id}/deactivate`, {});
  }

  /**
   * Deletes a workflow with its executions. n8n requires it to be archived first, which stops an active one some time
   * after the answer; until then it refuses with 409.
   */
  async deleteWorkflow(id: string, withinMs = 20_000): Promise<void> {
    await this.connection.call(anything, 'POST', `/workflows/${id}/archive`, {});
    const until = performance.now() + withinMs;
    for (;;) {
      try {
        await this.connection.call(anything, 'DELETE', `/workflows/${id}`);
        return;
      } catch (error) {
        const ending = error instanceof RestError && error.status === 409;
        if (!ending || performance.now() > until) throw error;
      }
      await sleep(100);
    }
  }

  /** Like "Execute workflow" on a trigger; returns the execution's ID. */
  async runWorkflow(id: string, triggerNode: string): Promise<string> {
    return (await this.start(startedSchema, id, triggerNode)).executionId;
  }

  /** Makes the editor listen for one call of a trigger's test URL. */
  async listenForTest(id: string, triggerNode: string): Promise<void> {
    await this.start(anything, id, triggerNode);
  }

  /** n8n 2.x runs the stored workflow, 1.x the one sent with the call. */
  private async start<T>(
    schema: z.ZodType<T, z.ZodTypeDef, unknown>,
    id: string,
    triggerNode: string,
  ): Promise<T> {
    const workflowData = await this.connection.call(z.record(z.unknown()), 'GET', `/workflows/${id}`);
    const body = { workflowData, triggerToStartFrom: { name: triggerNode } };
    return this.connection.call(schema, 'POST', `/workflows/${id}/run`, body);
  }

  /** Newest first. */
  async executions(
    filter: { workflowId?: string; status?: ExecutionStatus[] } = {},
  ): Promise<ExecutionSummary[]> {
    return this.list.page({ limit: '100', filter: JSON.stringify(filter) });
  }

  async execution(id: string): Promise<Execution> {
    return readExecution(await this.connection.call(executionSchema, 'GET', `/executions/${id}`));
  }

  /** Status and timestamps of an execution without its data, which may be large. Undefined while it does not exist. */
  executionSummary(id: string): Promise<ExecutionSummary | undefined> {
    return this.list.find(id);
  }

  async deleteExecution(id: string): Promise<void> {
    await this.connection.call(anything, 'POST', '/executions/delete', { ids: [id] });
  }

  async stopExecution(id: string): Promise<void> {
    await this.connection.call(anything, 'POST', `/executions/${id}/stop`, {});
  }

  /**
   * Like "Retry" on a failed execution. Returns the ID of the new execution once it has ended or is suspended.
   *
   * @param loadWorkflow run the workflow as currently saved instead of the one that the execution ran
   */
  async retryExecution(id: string, loadWorkflow = false): Promise<string> {
    const retried = z.object({ id: z.string() });
    const body = { loadWorkflow };
    return (await this.connection.call(retried, 'POST', `/executions/${id}/retry`, body)).id;
  }

  /** Polls until an execution is in one of the given states or has ended. */
  async waitForStatus(id: string, wanted: ExecutionStatus[], withinMs: number): Promise<ExecutionSummary> {
    const until = performance.now() + withinMs;
    for (;;) {
      const found = await this.executionSummary(id);
      if (found && (wanted.includes(found.status) || isOver(found.status))) return found;
      if (performance.now() > until) {
        throw new Error(
          `Execution ${id} was ${found?.status ?? 'not there'} after ${withinMs} ms; expected ${wanted.join(' or ')}.`,
        );
      }
      await sleep(30);
    }
  }

  /** Polls until an execution has ended, then reads it. Suspended is not ended. */
  async waitForEnd(id: string, withinMs = 60_000): Promise<Execution> {
    await this.waitForStatus(id, ['success'], withinMs);
    return this.execution(id);
  }

  /** The choices of a resource locator, as the editor lists them. */
  async listedChoices(search: ListSearch): Promise<Array<{ name: string; value: string }>> {
    const schema = z.object({ results: z.array(z.object({ name: z.string(), value: z.string() })) });
    const path = '/dynamic-node-parameters/resource-locator-results';
    return (await this.connection.call(schema, 'POST', path, search)).results;
  }

  /** An item's file, as the editor downloads it. */
  binaryData(id: string): Promise<Uint8Array> {
    return this.connection.bytes(
      `/rest/binary-data?${new URLSearchParams({ id, action: 'download' }).toString()}`,
    );
  }

  async createDataTable(name: string, columns: DataTableColumn[]): Promise<DataTable> {
    const body = { name, columns };
    return this.connection.call(dataTableSchema, 'POST', await this.dataTablesPath(), body);
  }

  /** In insertion order, with n8n's own columns `id`, `createdAt` and `updatedAt`. */
  async dataTableRows(id: string): Promise<Array<Record<string, unknown>>> {
    const path = `${await this.dataTablesPath()}/${id}/rows?take=${mostRows}&sortBy=id:asc`;
    const { count, data } = await this.connection.call(dataTableRowsSchema, 'GET', path);
    if (count > data.length) throw new Error(`The data table has ${count} rows, ${data.length} were read.`);
    return data;
  }

  /** Data tables belong to a project; workflows outside of any use the owner's personal project. */
  private async dataTablesPath(): Promise<string> {
    const { id } = await this.connection.call(projectSchema, 'GET', '/projects/personal');
    return `/projects/${id}/data-tables`;
  }

  nodeTypes(): Promise<LoadedType[]> {
    return this.connection.get(typesSchema, '/types/nodes.json');
  }

  credentialTypes(): Promise<LoadedType[]> {
    return this.connection.get(typesSchema, '/types/credentials.json');
  }
}
