import { apikleyUploadLimits } from '../../../providers/apikley/options';
import { elkapiUploadLimits } from '../../../providers/elkapi/options';
import type { ReceiverLimits } from '../../../transcription/media/cuts';
import { damagedRecording } from './arbitraries/containers';
import fc from 'fast-check';
import { holds } from './holds';
import { PreparingProcess } from './preparingProcess';

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

const preparing = new PreparingProcess();
afterAll(() => preparing.end());

holds(
  'a damaged recording is read, or refused in words, in time and in little memory; what is announced is what is sent',
  fc.tuple(damagedRecording, limits),
  20_000,
  async ([{ from, bytes }, receiver]) => {
    expect(await preparing.problemsOf({ from, bytes, limits: receiver })).toEqual([]);
  },
);
