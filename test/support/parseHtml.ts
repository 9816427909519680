import { Parser } from 'htmlparser2';

/** An element as a parser reads it, in the order of the document. */
export interface HtmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  /** Of the element and of everything in it. */
  text: string;
}

/** Parses a page; its entities are resolved. */
export function parseHtml(html: string): HtmlElement[] {
  const elements: HtmlElement[] = [];
  const open: HtmlElement[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      const element = { name, attributes, text: '' };
      elements.push(element);
      open.push(element);
    },
    ontext(text) {
      for (const element of open) element.text += text;
    },
    onclosetag() {
      open.pop();
    },
  });
  parser.end(html);
  return elements;
}
