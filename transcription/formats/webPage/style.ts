import { backgrounds, speakerClass, speakerColours, textColour } from './colours';

type Scheme = 'light' | 'dark';

/** The variables of one colour scheme. */
const colours = (scheme: Scheme, rest: Record<string, string>): string =>
  [
    ...Object.entries(backgrounds).map(([name, colour]) => [name, colour[scheme]]),
    ['text', textColour[scheme]],
    ...Object.entries(rest),
  ]
    .map(([name, value]) => `--${name}: ${value};`)
    .join(' ');

const speakers = (scheme: Scheme): string =>
  speakerColours
    .map((colour, index) => `.${speakerClass(index)} { --speaker: ${colour[scheme]}; }`)
    .join('\n');

const light = colours('light', {
  quiet: '#5b6068',
  line: '#d9dce2',
  link: '#0b57d0',
});
const dark = colours('dark', {
  quiet: '#a5abb6',
  line: '#3a3f49',
  link: '#8ab4f8',
});

/**
 * The style of every page. It has no `<`, `>` or `&`, and asks for classes where it can: the viewer of n8n removes
 * most attributes, among them `dir` and `hidden`.
 */
export const style = String.raw`
:root { color-scheme: light dark; ${light} }
${speakers('light')}
@media screen and (prefers-color-scheme: dark) {
:root { ${dark} }
${speakers('dark')}
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 4.5rem; -webkit-text-size-adjust: 100%; }
html:has(audio) { scroll-padding-top: 8rem; }
body { margin: 0 auto; max-width: 50rem; padding: 1.5rem 1.25rem 4rem; background: var(--page); color: var(--text);
  font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
h1 { margin: 0 0 .75rem; font-size: 1.75rem; line-height: 1.25; text-align: left; overflow-wrap: anywhere; }
h2 { margin: 1.5rem 0 .5rem; font-size: 1.0625rem; }
dl { display: flex; flex-wrap: wrap; gap: .25rem 2rem; margin: 0; }
dt { color: var(--quiet); font-size: .875rem; }
dd { margin: 0; }
.speakers { display: grid; grid-template-columns: auto minmax(3rem, 1fr) auto; gap: .25rem .875rem;
  align-items: center; margin: 0; padding: 0; list-style: none; }
.speakers li { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: center; }
.speakers b { color: var(--speaker); overflow-wrap: anywhere; }
.speakers svg { display: block; width: 100%; height: .625rem; border-radius: .3125rem; background: var(--line); }
.speakers rect { fill: var(--speaker); }
.speakers span { grid-column: 3; color: var(--quiet); font-variant-numeric: tabular-nums; text-align: end; }
.note { margin: 1.25rem 0 0; padding: .625rem .875rem; border-radius: .5rem; background: var(--note);
  overflow-wrap: anywhere; }
.tools { position: sticky; z-index: 1; top: 0; margin: 1.25rem 0; background: var(--page);
  box-shadow: 0 .375rem .375rem var(--page); }
audio { display: block; width: 100%; height: 2.75rem; margin: .5rem 0; }
.player p { margin: .5rem 0 0; }
.search { display: flex; flex-wrap: wrap; align-items: center; }
input { flex: 1 1 12rem; min-width: 0; margin: .5rem 0; padding: .4375rem .75rem; border: 1px solid var(--quiet);
  border-radius: .5rem; background: var(--page); color: inherit; font: inherit; }
output { color: var(--quiet); }
output:not(:empty) { margin-inline-start: 1rem; }
main p { position: relative; margin: 0 0 .25rem; padding: .375rem .75rem; overflow-wrap: anywhere; }
main.rtl { direction: rtl; }
main.auto p { unicode-bidi: plaintext; }
main.timed p { margin-inline-start: 4.5rem; }
main p[class] { border-inline-start: .1875rem solid var(--speaker); }
main b { display: block; color: var(--speaker); unicode-bidi: isolate; }
time { font-variant-numeric: tabular-nums; }
main time { position: absolute; inset-inline-start: -4.6875rem; color: var(--quiet); font-size: .875rem; line-height: 1.9; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
a:focus-visible, input:focus-visible, audio:focus-visible { outline: .1875rem solid var(--link);
  outline-offset: .125rem; }
::highlight(found) { background-color: var(--found); color: var(--text); }
main p:target, main p[aria-current] { background: var(--playing); }
@media (max-width: 36rem) {
body { padding: 1rem 1rem 3rem; }
h1 { font-size: 1.375rem; }
main.timed p { margin-inline-start: 0; }
main time { position: static; width: auto; margin-inline-end: .5rem; }
main b { display: inline; }
main b::after { content: "\A"; white-space: pre; }
}
@media (max-height: 30rem) {
.tools { position: static; }
html:has(audio) { scroll-padding-top: 1rem; }
}
@media print {
@page { margin: 18mm 16mm; }
:root { color-scheme: light; }
body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.45; }
h1 { font-size: 18pt; }
.tools { display: none; }
main { margin-top: 1.25rem; }
main p { padding-block: .125rem; break-inside: avoid; }
main p:target, main p[aria-current] { background: none; }
main time { font-size: 9pt; line-height: 1.7; }
a { color: inherit; }
svg, rect, .note { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
