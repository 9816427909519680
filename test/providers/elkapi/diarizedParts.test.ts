import { elkapiOptionsSchema } from '../../../providers/elkapi/options';
import { toTranscript } from '../../../providers/elkapi/response';
import { joinTranscripts } from '../../../transcription/parts/joinTranscripts';

const options = elkapiOptionsSchema.parse({ model: 'gpt-4o-transcribe-diarize' });

/** Ten seconds a turn: who speaks, and what. */
const turns = [
  ['Anna', 'Good morning and welcome to the meeting about the new warehouse.'],
  ['Boris', 'Thank you, I have brought the figures that you asked me for.'],
  ['Anna', 'Let us begin with the rent, which is higher than last year.'],
  ['Boris', 'It rose by seven percent, and the heating became cheaper.'],
  ['Anna', 'Then we keep the contract until the end of next summer.'],
  ['Boris', 'I will write to the owner tomorrow and send you a copy.'],
] as const;
const turnSeconds = 10;

/** What the service says about the turns of one part: the first to speak is A, whoever it is. */
function partOf(from: number, to: number) {
  const said = turns.slice(from, to);
  const order = [...new Set(said.map(([who]) => who))];
  const body = JSON.stringify({
    task: 'transcribe',
    duration: said.length * turnSeconds,
    text: said.map(([, text]) => text).join(' '),
    segments: said.map(([who, text], index) => ({
      ...{ type: 'transcript.text.segment', id: `seg_${index}`, text },
      start: index * turnSeconds,
      end: (index + 1) * turnSeconds,
      speaker: 'AB'[order.indexOf(who)],
    })),
  });
  return {
    transcript: toTranscript(body, options),
    startSeconds: from * turnSeconds,
    endSeconds: to * turnSeconds,
  };
}

test('speakers keep their letters through all parts, whoever speaks first in a part', () => {
  const joined = joinTranscripts([partOf(0, 4), partOf(1, 6)]);
  expect(joined.warning).toBeUndefined();
  expect(joined.speakers).toEqual(['A', 'B']);
  expect(joined.segments?.map(({ speaker, text }) => [speaker === 'A' ? 'Anna' : 'Boris', text])).toEqual(
    turns,
  );
  expect(joined.text).toBe(turns.map(([, text]) => text).join(' '));
});
