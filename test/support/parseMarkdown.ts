import { parsers } from 'prettier/plugins/markdown';
import { z } from 'zod';

/** A node of the tree that remark makes of a text (mdast). */
export interface MarkdownNode {
  type: string;
  value?: string | undefined;
  children?: MarkdownNode[] | undefined;
}

const nodeSchema: z.ZodType<MarkdownNode> = z.lazy(() =>
  z.object({
    type: z.string(),
    value: z.string().optional(),
    children: z.array(nodeSchema).optional(),
  }),
);

const parserSchema = z.object({ parse: z.function().args(z.string(), z.object({})).returns(z.unknown()) });

/** Parses Markdown as Prettier does: by remark, with GitHub's extensions, math and front matter. */
export async function parseMarkdown(text: string): Promise<MarkdownNode> {
  return nodeSchema.parse(await parserSchema.parse(parsers.markdown).parse(text, {}));
}

/** What a reader sees of a node. */
export function shownText({ value, children = [] }: MarkdownNode): string {
  return value ?? children.map(shownText).join('');
}

/** The types of a node and of everything in it. */
export function typesIn({ type, children = [] }: MarkdownNode): string[] {
  return [type, ...children.flatMap(typesIn)];
}
