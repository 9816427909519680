import { n8n2, pinnedVersions } from '../../playground/release';
import {
  publishedFirstTranscript,
  firstTranscriptPart,
  readFirstTranscript,
  stepsInReadme,
} from './firstTranscript';

describe('the way to the first transcript', () => {
  const measured = readFirstTranscript();

  test('was walked with the pinned n8n', () => {
    expect(measured.n8n).toBe(pinnedVersions(n8n2).n8n);
  });

  test('is published with the figures of that walk', () => {
    expect(publishedFirstTranscript()).toBe(firstTranscriptPart(measured));
  });

  test('has in the README the steps that were walked, and no others', () => {
    expect(stepsInReadme()).toEqual(measured.steps.map(({ title }) => title));
  });
});
