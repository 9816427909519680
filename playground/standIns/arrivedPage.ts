import type { ParsedMail } from 'mailparser';

import type { CrmEntry } from './crm';

export interface Arrived {
  /** In order of arrival. */
  mails: ReadonlyArray<
    Pick<ParsedMail, 'from' | 'subject' | 'text' | 'attachments'> & { to?: ParsedMail['to'] }
  >;
  crm: readonly CrmEntry[];
  /** The folder of the nightly example, and the texts in it. */
  folder: { path: string; texts: ReadonlyArray<{ name: string; text: string }> };
}

const style = `
:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif;
  color: light-dark(#1d2433, #e6e8ee); background: light-dark(#f6f7f9, #16181d); }
h1 { font-size: 1.5rem; margin-bottom: 0; } h2 { font-size: 1.15rem; margin-top: 2rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
.quiet { color: light-dark(#5b6472, #a3a9b5); margin: 0; overflow-wrap: anywhere; }
article { background: light-dark(#fff, #20242c); border: 1px solid light-dark(#d9dde3, #363b46);
  border-radius: 8px; padding: 1rem; margin: .75rem 0; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: .75rem 0 0; }
`;

/** The page that shows what the workflows have sent. Reload it to see more. */
export function arrivedPage({ mails, crm, folder }: Arrived): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>What arrived</title><style>${style}</style></head>
<body>
<h1>What arrived</h1>
<p class="quiet">What the workflows in the playground have sent by e-mail and to the CRM, newest first. None of it has left this machine. Reload the page after a run.</p>
${section('E-mail', mails.map(mailArticle), 'No e-mail has arrived yet. “E-mail the summary of a call with its subtitles” sends one.')}
${section('CRM', crm.map(crmArticle), 'The CRM has no entries yet. “Note a voice message on its contact” makes one.')}
${section('Texts in the folder of recordings', folder.texts.map(textArticle), 'There are no texts yet. “Transcribe a folder every night” writes them.', `Put recordings of your own into ${folder.path}.`)}
</body>
</html>
`;
}

function section(title: string, articles: string[], none: string, hint?: string): string {
  const found =
    articles.length > 0 ? [...articles].reverse().join('\n') : `<p class="quiet">${escaped(none)}</p>`;
  return `<h2>${escaped(title)}</h2>\n${hint === undefined ? '' : `<p class="quiet">${escaped(hint)}</p>\n`}${found}`;
}

function article(title: string, details: string[], text: string): string {
  const quiet = details.filter((line) => line !== '').map((line) => `<p class="quiet">${escaped(line)}</p>`);
  return `<article><h3>${escaped(title)}</h3>${quiet.join('')}<pre>${escaped(text)}</pre></article>`;
}

function mailArticle({ from, to, subject, text, attachments }: Arrived['mails'][number]): string {
  const recipients = [to ?? []].flat().map((address) => address.text);
  const files = attachments.map(({ filename }) => filename ?? 'a file without a name');
  const details = [
    `From ${from?.text ?? 'nobody'} to ${recipients.join(', ') || 'nobody'}`,
    files.length > 0 ? `Attached: ${files.join(', ')}` : '',
  ];
  return article(subject ?? '(no subject)', details, (text ?? '').trim());
}

function crmArticle({ path, body }: CrmEntry): string {
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [['body', body]];
  const lines = fields.map(
    ([name, value]) => `${String(name)}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return article(`POST ${path}`, [], lines.join('\n'));
}

const textArticle = ({ name, text }: Arrived['folder']['texts'][number]): string =>
  article(name, [], text.trim());

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and for attributes in quotes. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
