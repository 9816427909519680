import { apikleyUploadLimits } from '../../../providers/apikley/options';
import { elkapiUploadLimits } from '../../../providers/elkapi/options';
import type { ReceiverLimits } from '../../../transcription/media/cuts';
import { prepareRecording } from '../../../transcription/media/prepareRecording';
import { audioFile } from '../../support/audio';
import { damagedRecording } from './arbitraries/containers';
import fc from 'fast-check';
import { errorProblems } from './errorProblems';
import { holds } from './holds';

/** No case of a few KB may take longer, on the busiest machine. */
const mostMs = 10_000;

const receivers = { apikley: apikleyUploadLimits({ diarize: true }), elkapi: elkapiUploadLimits() };

const limits = fc
  .tuple(
    fc.constantFrom('apikley' as const, 'elkapi' as const),
    fc.constantFrom(undefined, undefined, undefined, 3),
    fc.constantFrom(12_000, 1_000_000, 1_000_000),
  )
  .map(([receiver, maxSeconds, maxBytes]): ReceiverLimits => ({
    ...receivers[receiver],
    maxBytes,
    maxSeconds,
    overlapSeconds: 0.5,
  }));

const unhandled: unknown[] = [];
const remember = (error: unknown) => void unhandled.push(error);
beforeAll(() => process.on('unhandledRejection', remember));
afterAll(() => process.off('unhandledRejection', remember));

holds(
  'a damaged recording is read, or refused in words; what is announced is what is sent',
  fc.tuple(damagedRecording, limits),
  20_000,
  async ([{ from, bytes }, receiver]) => {
    const started = performance.now();
    let problems: string[] = [];
    try {
      const parts = await prepareRecording(audioFile(from, '', bytes), receiver);
      for (const { file, startSeconds, endSeconds } of parts) {
        let sent = 0;
        for await (const chunk of file.open()) sent += chunk.length;
        if (sent !== file.sizeBytes) problems.push(`${sent} bytes were sent instead of ${file.sizeBytes}`);
        if (sent > receiver.maxBytes) problems.push(`${sent} bytes are more than ${receiver.maxBytes}`);
        if (!(startSeconds <= endSeconds)) problems.push(`${startSeconds} s to ${endSeconds} s`);
      }
    } catch (error) {
      problems = errorProblems(error);
    }
    const took = performance.now() - started;
    if (took > mostMs) problems.push(`It took ${took} ms`);
    expect([...problems, ...unhandled]).toEqual([]);
  },
);
