import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../../playground/paths';

export interface Document {
  /** From the project's folder. */
  file: string;
  text: string;
}

/** Everything in Markdown that readers are given. */
export function documents(): Document[] {
  return ['.', 'docs', 'docs/development', 'docs/ru', 'examples', 'playground'].flatMap((folder) =>
    readdirSync(path.join(projectFolder, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => {
        const file = path.join(folder, name);
        return { file, text: readFileSync(path.join(projectFolder, file), 'utf8') };
      }),
  );
}

/** What begins like this is to be typed; `…` stands for what everybody has of their own. */
const command = /^(?:[A-Z_]+=\S+ )*(?:npm|npx|bash|node|git|curl|docker) /;

/** The commands that a document tells its reader to type, one by one, in blocks and within sentences. */
export function commandsIn({ text }: Document): string[] {
  const blocks = [...text.matchAll(/^```(?:bash|sh)\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) =>
    block.split('\n'),
  );
  const withinSentences = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  return [...blocks, ...withinSentences]
    .flatMap((line) => line.split(' && '))
    .map((line) => line.trim())
    .filter((line) => command.test(line));
}

const published = 'https://raw.githubusercontent.com/n8n-nodes-transcribe/n8n-nodes-transcribe/main/';
const browsed = 'https://github.com/n8n-nodes-transcribe/n8n-nodes-transcribe/blob/main/';

/**
 * The files of this project that a document leads to, pictures among them, as paths from the project's folder.
 * npm's page shows the README without the files beside it, so that some links are written with the whole address.
 */
export function filesLinkedIn({ file, text }: Document): string[] {
  const targets = [...text.matchAll(/(?:\]\(|<img src=")([^)"\s]+)[)"]/g)].map(([, target = '']) => target);
  return targets.flatMap((target) => {
    const bare = target.replace(/#.*$/, '');
    for (const prefix of [published, browsed]) {
      if (bare.startsWith(prefix)) return [bare.slice(prefix.length)];
    }
    if (bare === '' || /^[a-z]+:/.test(bare)) return [];
    return [path.join(path.dirname(file), bare)];
  });
}

export const exists = (file: string): boolean => existsSync(path.join(projectFolder, file));

/** The parts of a document that a link can lead to, as GitHub names them. */
export function anchorsOf({ text }: Document): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replace(/ /g, '-'),
  );
}

/** The links of a document to parts of itself. */
export const anchorsLinkedIn = ({ text }: Document): string[] =>
  [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
