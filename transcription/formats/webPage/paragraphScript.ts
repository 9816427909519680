/** Makes each timestamp a link to its paragraph, and finds the paragraph of any moment: `#t=123.4` in the address. */
export const paragraphScript = String.raw`
const paragraphs = [...document.querySelectorAll('main p')];
const startOf = (paragraph) => {
  const time = paragraph.querySelector('time');
  return time ? Number.parseFloat(time.dateTime.slice(2)) : NaN;
};
const timed = paragraphs
  .map((paragraph) => ({ paragraph, start: startOf(paragraph) }))
  .filter(({ start }) => !Number.isNaN(start));
for (const { paragraph, start } of timed) {
  const time = paragraph.querySelector('time');
  const link = document.createElement('a');
  link.href = '#t=' + start;
  link.append(...time.childNodes);
  time.append(link);
}

// Players are a little early or late after a jump.
const paragraphAt = (seconds) => timed.findLast(({ start }) => start - 0.05 <= seconds)?.paragraph;

const secondsInAddress = () => Number.parseFloat(/^#t=([0-9.]+)$/.exec(location.hash)?.[1] ?? '');
const showAddressed = () => paragraphAt(secondsInAddress())?.scrollIntoView();
addEventListener('hashchange', showAddressed);
showAddressed();
`;
