import { type ILoadOptionsFunctions, type INodeListSearchResult, NodeOperationError } from 'n8n-workflow';
import { isProviderId } from '../../../providers/registry';
import { TranscriptionError } from '../../../transcription/errors';
import type { OfferedModel } from '../../../transcription/provider';
import { freeProvider } from '../../shared/freeProvider';
import { withoutQueries } from '../../shared/nodeErrors';

/** The models that the account may use, for the operation that is chosen in the form. */
export async function searchModels(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
  const offered = await offeredTo(this);
  const wanted = filter.trim().toLowerCase();
  const translates = this.getCurrentNodeParameter('operation') === 'translate';
  return {
    results: offered
      .filter((model) => (model.translates || !translates) && model.id.toLowerCase().includes(wanted))
      .sort((one, other) => one.id.localeCompare(other.id))
      .map((model) => ({ name: nameOf(model), value: model.id })),
  };
}

/** The list shows names only, so what a model can do has to be in its name. */
const nameOf = ({ id, abilities }: OfferedModel): string => (abilities === '' ? id : `${id} (${abilities})`);

async function offeredTo(context: ILoadOptionsFunctions): Promise<OfferedModel[]> {
  const id = context.getCurrentNodeParameter('provider');
  if (typeof id !== 'string' || !isProviderId(id)) return [];
  try {
    const { provider } = await freeProvider(context, id);
    return (await provider.models?.()) ?? [];
  } catch (error) {
    throw toListError(context, error);
  }
}

function toListError(context: ILoadOptionsFunctions, error: unknown): NodeOperationError {
  const node = context.getNode();
  if (!(error instanceof TranscriptionError)) {
    return new NodeOperationError(node, error instanceof Error ? error : String(error));
  }
  const { description } = error;
  return new NodeOperationError(
    node,
    withoutQueries(error.message),
    description === undefined ? {} : { description },
  );
}
