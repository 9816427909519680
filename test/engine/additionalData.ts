import type { ICredentialDataDecryptedObject, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { TestCredentials } from './credentialsHelper';

/** The parts of n8n's server that these tests need in an execution. */
export function additionalData(
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
