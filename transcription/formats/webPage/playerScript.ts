/**
 * Marks the paragraph that is being played, and plays from the timestamp that is clicked. It scrolls only for a reader
 * who is at the paragraph that has just ended, and never for one who prefers reduced motion.
 */
export const playerScript = String.raw`
const audio = document.querySelector('audio');
const still = matchMedia('(prefers-reduced-motion: reduce)');
let playing;

const isInView = (paragraph) => {
  const { top, bottom } = paragraph.getBoundingClientRect();
  return bottom > 0 && innerHeight > top;
};
const isWhole = (paragraph) => {
  const { top, bottom } = paragraph.getBoundingClientRect();
  return top >= document.querySelector('.tools').offsetHeight && bottom <= innerHeight;
};

const follow = () => {
  const next = paragraphAt(audio.currentTime);
  if (next === playing) return;
  const readsAlong = playing !== undefined && isInView(playing);
  playing?.removeAttribute('aria-current');
  next?.setAttribute('aria-current', 'true');
  playing = next;
  const mayScroll = !audio.paused && !still.matches && document.activeElement !== box;
  if (next && readsAlong && mayScroll && !isWhole(next)) next.scrollIntoView({ behavior: 'smooth' });
};
audio.addEventListener('timeupdate', follow);
audio.addEventListener('seeking', follow);

document.querySelector('main').addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  audio.currentTime = startOf(link.closest('p'));
  audio.play().catch(() => {});
});

const setFromAddress = () => {
  const seconds = secondsInAddress();
  if (!Number.isNaN(seconds)) audio.currentTime = seconds;
};
addEventListener('hashchange', setFromAddress);
setFromAddress();

const reportFailure = () => {
  const report = document.querySelector('.player p');
  report.textContent = 'The recording can’t be played. Its link may have expired, or lead to another site.';
  report.hidden = false;
};
audio.addEventListener('error', reportFailure);
if (audio.error) reportFailure();
`;
