import { decode } from '../../../emulator/hearing/decode';
import { memoryFile } from '../../../emulator/http/storedFile';

test('without ffmpeg, the error says what is missing and what for', async () => {
  const decoding = decode(memoryFile(Buffer.from('RIFF')), new AbortController().signal, 'no-such-ffmpeg');
  await expect(decoding.next()).rejects.toThrow(
    'The emulator needs ffmpeg to hear tone speech, and it is not installed',
  );
});
