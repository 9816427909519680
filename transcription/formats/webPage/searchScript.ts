/**
 * Shows the paragraphs in which the words are found, marks and counts them. The box appears with the script. Marks are
 * ranges (CSS Custom Highlight API): elements for them would take seconds in a long transcript.
 */
export const searchScript = String.raw`
const search = document.querySelector('.search');
const box = search.querySelector('input');
const count = search.querySelector('output');
const transcript = document.querySelector('main');
search.hidden = paragraphs.length < 2;

const marks = 'highlights' in CSS ? new Highlight() : undefined;
if (marks) CSS.highlights.set('found', marks);

const texts = paragraphs.map((paragraph) =>
  [...paragraph.childNodes, ...(paragraph.querySelector('b')?.childNodes ?? [])].filter(
    (node) => node instanceof Text,
  ),
);

const findIn = (text, wanted) => {
  const matches = [...text.data.matchAll(wanted)];
  for (const { 0: found, index } of matches) {
    const end = index + found.length;
    marks?.add(new StaticRange({ startContainer: text, startOffset: index, endContainer: text, endOffset: end }));
  }
  return matches.length;
};

const searched = () => {
  const words = box.value.trim().split(/\s+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return words[0] ? new RegExp(words.join('\\s+'), 'giu') : undefined;
};

const counted = (matches, shown) =>
  matches === 0
    ? 'Nothing found'
    : matches + (matches === 1 ? ' match in ' : ' matches in ') + shown + (shown === 1 ? ' paragraph' : ' paragraphs');

const find = () => {
  marks?.clear();
  const wanted = searched();
  let matches = 0;
  let shown = 0;
  paragraphs.forEach((paragraph, index) => {
    const found = wanted ? texts[index].reduce((sum, text) => sum + findIn(text, wanted), 0) : 0;
    paragraph.hidden = Boolean(wanted) && found === 0;
    matches += found;
    shown += found > 0 ? 1 : 0;
  });
  count.textContent = wanted ? counted(matches, shown) : '';
  // The first match may be above what is in view.
  if (wanted && transcript.getBoundingClientRect().top < 0) transcript.scrollIntoView();
};

box.addEventListener('input', find);
box.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  box.value = '';
  find();
});
// Browsers keep what was typed when the page is loaded again.
find();
`;
