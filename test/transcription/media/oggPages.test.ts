import { fixtureBytes } from '../../../emulator/recordings/fixtures';
import { withFixedSerial } from '../../../transcription/media/oggPages';

test('checksums are those of libogg', () => {
  const pages = new Uint8Array(fixtureBytes('english.ogg'));
  const original = new DataView(pages.buffer.slice(0));
  withFixedSerial(pages);
  const view = new DataView(pages.buffer);
  expect(view.getUint32(14, true)).toBe(1);
  expect(view.getUint32(22, true)).not.toBe(original.getUint32(22, true));
  // A second time, nothing changes.
  const again = pages.slice();
  withFixedSerial(again);
  expect(again).toEqual(pages);
});
