import { randomUUID } from 'node:crypto';

import type { Attachment, ParsedMail } from 'mailparser';
import { z } from 'zod';

import { fixtureNamed } from '../../../emulator/recordings/fixtures';
import { parseSubtitles } from '../../support/parseSubtitles';
import { type Harness, sharedN8n } from './harness';
import { has } from './needs';
import type { RunResult } from './run';
import { startSmtpSink, type SmtpSink } from '../../../playground/standIns/smtpSink';
import { smtpCredential } from './smtpCredential';
import type { CredentialLink } from './state';
import { apikleyNode, elkapiNode, recording, textOf } from './transcribeNode';
import type { NodeSpec } from './workflow';

let n8n: Harness;
beforeAll(async () => {
  n8n = await sharedN8n();
});
afterAll(() => n8n.close());
beforeEach(() => n8n.control.reset());

type Parameters = Record<string, unknown>;

const providers = [
  ['Apikley', (parameters: Parameters = {}) => apikleyNode(n8n, parameters)],
  ['ElkAPI', (parameters: Parameters = {}) => elkapiNode(n8n, parameters)],
] as const;

/** Everything one person says before somebody else speaks. */
interface Turn {
  speaker: string;
  text: string;
}

function turns(parts: readonly Turn[]): Turn[] {
  const found: Turn[] = [];
  for (const { speaker, text } of parts) {
    const last = found.at(-1);
    if (last?.speaker === speaker) last.text += ` ${text}`;
    else found.push({ speaker, text });
  }
  return found;
}

/** The original dialogue, with speakers numbered in order of appearance. */
function turnsOf(file: string): Turn[] {
  const { words } = fixtureNamed(file);
  const speakers = [...new Set(words.map(({ speaker }) => speaker))];
  return turns(
    words.map(({ speaker, text }) => ({ speaker: `Speaker ${speakers.indexOf(speaker) + 1}`, text })),
  );
}

/** The recording's name, for any node after Transcribe. */
const recordingName = '{{ $("Node Under Test").item.json.fileName }}';

describe('a transcript that is e-mailed with its subtitles', () => {
  let sink: SmtpSink;
  let smtp: CredentialLink;
  beforeAll(async () => {
    sink = await startSmtpSink();
    smtp = await smtpCredential(n8n, sink);
  });
  afterAll(() => sink.close());
  beforeEach(() => sink.empty());

  const sendEmail = (): NodeSpec => ({
    name: 'Send Email',
    type: 'n8n-nodes-base.emailSend',
    typeVersion: 2.1,
    credentials: { smtp },
    parameters: {
      fromEmail: 'n8n@example.com',
      toEmail: 'team@example.com',
      subject: `=Transcript of ${recordingName}`,
      emailFormat: 'text',
      text: '={{ $json.dialogue }}',
      options: {
        appendAttribution: false,
        ...(has('fileAttachments') ? { fileAttachments: 'srt' } : { attachments: 'srt' }),
      },
    },
  });

  const emailed = (node: NodeSpec, files: string[]): Promise<RunResult> =>
    n8n.runWorkflow({ node, after: [sendEmail()], items: files.map((file) => recording(file)) });

  const withSrt = { output: { files: ['srt'] } };

  const onlyMail = (): ParsedMail => {
    const [mail, ...more] = sink.mails;
    if (!mail || more.length > 0) throw new Error(`${sink.mails.length} e-mails have come in.`);
    return mail;
  };

  const onlyAttachment = ({ attachments }: ParsedMail): Attachment => {
    const [attachment, ...more] = attachments;
    if (!attachment || more.length > 0) throw new Error(`The e-mail has ${attachments.length} attachments.`);
    return attachment;
  };

  /** The text that a subtitle player shows, without speaker names. */
  const spokenIn = async ({ content }: Attachment): Promise<string> => {
    const cues = await parseSubtitles(content.toString('utf8'), 'srt');
    const lines = cues.flatMap((cue) => cue.lines);
    return lines.map((line) => line.replace(/^Speaker \d+: /, '')).join(' ');
  };

  test('says who said what, where Apikley has told the speakers apart', async () => {
    const { status } = await emailed(apikleyNode(n8n, withSrt), ['dialogue.mp3']);
    expect(status).toBe('success');
    const spoken = turnsOf('dialogue.mp3').map(({ speaker, text }) => `${speaker}: ${text}`);
    expect(onlyMail().text?.trim()).toBe(spoken.join('\n\n'));
    expect(onlyAttachment(onlyMail()).content.toString('utf8')).toContain('\nSpeaker 2: Yes');
  });

  test('is the plain text, where ElkAPI knows no speakers', async () => {
    const { status } = await emailed(elkapiNode(n8n, withSrt), ['dialogue.mp3']);
    expect(status).toBe('success');
    expect(onlyMail().text?.trim()).toBe(textOf('dialogue.mp3'));
  });

  test.each(providers)('has subtitles of %s attached, under the name of the recording', async (_, node) => {
    const { outputs } = await emailed(node(withSrt), ['dialogue.mp3']);
    expect(outputs[0]?.[0]?.binary?.srt).toMatchObject({
      fileName: 'dialogue.srt',
      mimeType: 'application/x-subrip',
    });
    const mail = onlyMail();
    expect(mail.subject).toBe('Transcript of dialogue.mp3');
    const attachment = onlyAttachment(mail);
    // The media type is not up to the item: Send Email derives it from the file name, and knows none for .srt.
    expect(attachment).toMatchObject({ filename: 'dialogue.srt', contentDisposition: 'attachment' });
    expect(await spokenIn(attachment)).toBe(textOf('dialogue.mp3'));
  });

  test.each(providers)('goes out once for each recording of a batch from %s', async (_, node) => {
    const files = ['german.mp3', 'english.mp3', 'russian.ogg'];
    await emailed(node(withSrt), files);
    const sent = await Promise.all(
      sink.mails.map(async (mail) => {
        const attachment = onlyAttachment(mail);
        return [mail.subject, mail.text?.trim(), attachment.filename, await spokenIn(attachment)];
      }),
    );
    expect(sent).toEqual(
      files.map((file) => [
        `Transcript of ${file}`,
        textOf(file),
        file.replace(/\.\w+$/, '.srt'),
        textOf(file),
      ]),
    );
  });

  test('goes out the same after a sleep until the callback', async () => {
    const { status } = await emailed(apikleyNode(n8n, { mode: 'suspend', ...withSrt }), ['dialogue.mp3']);
    expect(status).toBe('success');
    const mail = onlyMail();
    expect(mail.subject).toBe('Transcript of dialogue.mp3');
    expect(mail.text).toContain('Speaker 2: Yes, it came today.');
    const attachment = onlyAttachment(mail);
    expect(attachment.filename).toBe('dialogue.srt');
    expect(await spokenIn(attachment)).toBe(textOf('dialogue.mp3'));
  });
});

describe('a transcript that becomes rows of a table', () => {
  const columns = {
    file: `=${recordingName}`,
    start: '={{ $json.start }}',
    end: '={{ $json.end }}',
    speaker: '={{ $json.speakerName }}',
    text: '={{ $json.text }}',
  };

  const rowSchema = z.object({
    file: z.string(),
    start: z.number(),
    end: z.number(),
    speaker: z.string().nullable(),
    text: z.string(),
  });

  /** One row per segment of each recording, as n8n's Data Table returns them. */
  const tabulated = async (node: NodeSpec, files: string[]) => {
    const table = await n8n.rest.createDataTable(`minutes ${randomUUID()}`, [
      { name: 'file', type: 'string' },
      { name: 'start', type: 'number' },
      { name: 'end', type: 'number' },
      { name: 'speaker', type: 'string' },
      { name: 'text', type: 'string' },
    ]);
    const after: NodeSpec[] = [
      {
        name: 'Split Out',
        type: 'n8n-nodes-base.splitOut',
        parameters: { fieldToSplitOut: 'segments', options: {} },
      },
      {
        name: 'Data Table',
        type: 'n8n-nodes-base.dataTable',
        typeVersion: 1.1,
        parameters: {
          resource: 'row',
          operation: 'insert',
          dataTableId: { __rl: true, mode: 'id', value: table.id },
          columns: { mappingMode: 'defineBelow', value: columns },
          options: {},
        },
      },
    ];
    const { status } = await n8n.runWorkflow({ node, after, items: files.map((file) => recording(file)) });
    expect(status).toBe('success');
    return (await n8n.rest.dataTableRows(table.id)).map((row) => rowSchema.parse(row));
  };

  test('has the name of who speaks in each row, where Apikley has told the speakers apart', async () => {
    const rows = await tabulated(apikleyNode(n8n), ['dialogue.mp3']);
    expect(turns(rows.map(({ speaker, text }) => ({ speaker: speaker ?? '', text })))).toEqual(
      turnsOf('dialogue.mp3'),
    );
  });

  test('leaves the speaker empty, where ElkAPI knows none', async () => {
    const rows = await tabulated(elkapiNode(n8n), ['dialogue.mp3']);
    expect(rows.map(({ speaker }) => speaker)).toEqual(rows.map(() => null));
    expect(rows.map(({ text }) => text).join(' ')).toBe(textOf('dialogue.mp3'));
  });

  test.each(providers)(
    'keeps the recordings of %s apart, and their rows in the order of time',
    async (_, node) => {
      const files = ['dialogue.mp3', 'english.mp3'];
      const rows = await tabulated(node(), files);
      for (const file of files) {
        const own = rows.filter((row) => row.file === file);
        expect(own.map(({ text }) => text).join(' ')).toBe(textOf(file));
        const times = own.flatMap(({ start, end }) => [start, end]);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(times.at(-1)).toBeLessThanOrEqual(fixtureNamed(file).durationSeconds);
      }
      expect([...new Set(rows.map(({ file }) => file))]).toEqual(files);
    },
  );
});
