import type { Fault } from './faults';

/** Where an answer may name the created task, by what is unusual about it. */
const spellings: Record<string, string> = {
  'in data.task_id': '{"code":200,"msg":"ok","data":{"task_id":"{{taskId}}"}}',
  'in data.recordId alone': '{"code":200,"msg":"ok","data":{"recordId":"{{taskId}}"}}',
  'in taskId': '{"code":200,"msg":"ok","taskId":"{{taskId}}"}',
  'in task_id': '{"code":200,"msg":"ok","task_id":"{{taskId}}"}',
  'in recordId': '{"code":200,"msg":"ok","recordId":"{{taskId}}"}',
  'in data, as JSON in a string': '{"code":200,"msg":"ok","data":"{\\"taskId\\":\\"{{taskId}}\\"}"}',
  'in data, by itself': '{"code":200,"msg":"ok","data":"{{taskId}}"}',
  'beside empty data': '{"code":200,"msg":"ok","data":null,"taskId":"{{taskId}}"}',
  'behind a byte order mark': '\uFEFF{"code":200,"msg":"ok","data":{"taskId":"{{taskId}}"}}',
  'without a code': '{"data":{"taskId":"{{taskId}}"}}',
};

/** As JSON. */
const oddCodes = ['"200"', '0', '1', '201', '422', '455', '500', '999', '"success"', 'null', 'true'];

/** An ID means that a task was created and paid for, whatever surrounds it. */
export const carelessAnswers: readonly Fault[] = [
  ...Object.entries(spellings).map(([name, body]) => careless(name, body)),
  ...oddCodes.map((code) =>
    careless(`with the code ${code}`, `{"code":${code},"msg":"done","data":{"taskId":"{{taskId}}"}}`),
  ),
  careless('with HTTP 202', '{"code":200,"msg":"ok","data":{"taskId":"{{taskId}}"}}', 202),
  careless('with HTTP 500', '{"code":500,"msg":"busy","data":{"taskId":"{{taskId}}"}}', 500),
];

function careless(how: string, body: string, status = 200): Fault {
  return {
    name: `an ID ${how}`,
    action: { kind: 'body', status, body, when: 'afterProcessing' },
    nature: 'answers',
    alike: true,
    times: ['once'],
  };
}
