import { TranscriptionError } from '../../../transcription/errors';
import { transcriptItem } from '../../shared/output/transcriptItem';
import type { Operation } from './operation';
import { prepareRequest } from './preparedRequest';
import { requestOnce } from './requestOnce';

/** Returns the English text of a recording in any language. */
export const translate: Operation = async (run, itemIndex) => {
  const prepared = await prepareRequest(run, itemIndex);
  const { provider, parameters, recording } = prepared;
  if (provider.kind !== 'request') {
    throw new TranscriptionError(`${provider.name} does not translate.`, {
      code: 'invalidInput',
      description: 'Set Provider to ElkAPI.',
    });
  }
  return async () => {
    const transcript = await requestOnce(run, prepared, (sender, request) => sender.translate(request));
    return await transcriptItem(run.execution.helpers, transcript, parameters.output, recording);
  };
};
