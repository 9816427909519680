import type * as apikley from '../../../providers/apikley/options';
import type * as elkapi from '../../../providers/elkapi/options';

/* Uploads of 110 KB at most, so that the recording of three parts is small, and every other one still goes out whole. */
const mockSmall = { maxBytes: 110_000 };

jest.mock('../../../providers/apikley/options', () => {
  const actual = jest.requireActual<typeof apikley>('../../../providers/apikley/options');
  const apikleyUploadLimits: typeof actual.apikleyUploadLimits = (options) => ({
    ...actual.apikleyUploadLimits(options),
    ...mockSmall,
  });
  return { ...actual, apikleyUploadLimits };
});

jest.mock('../../../providers/elkapi/options', () => {
  const actual = jest.requireActual<typeof elkapi>('../../../providers/elkapi/options');
  const elkapiUploadLimits: typeof actual.elkapiUploadLimits = (alternative) => ({
    ...actual.elkapiUploadLimits(alternative),
    ...mockSmall,
  });
  return { ...actual, elkapiUploadLimits };
});
