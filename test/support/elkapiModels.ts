import { modelFamilies } from '../../providers/elkapi/models';
import type { ElkapiResponseFormat } from '../../providers/elkapi/responseFormats';

export interface ModelChoice {
  model: string;
  responseFormat: ElkapiResponseFormat;
}

/** Every family of models in every response format that it takes. */
export const modelChoices: ModelChoice[] = Object.values(modelFamilies).flatMap(({ example, formats }) =>
  formats.map((responseFormat) => ({ model: example, responseFormat })),
);
