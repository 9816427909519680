import { clockTime } from '../clockTime';
import { type Facts, readableDate } from '../facts';
import { speakerClass } from './colours';
import { escapeHtml } from './escapeHtml';

/** What stands above the transcript: its title, what is known about the recording, who speaks, and a warning. */
export function pageHeader(facts: Facts, warning: string | undefined): string {
  return [
    '<header>',
    `<h1 dir="auto">${escapeHtml(facts.title)}</h1>`,
    ...known(facts),
    ...speakers(facts.speakers),
    ...(warning === undefined ? [] : [`<p class="note"><b>Note:</b> ${escapeHtml(warning)}</p>`]),
    '</header>',
  ].join('\n');
}

function known({ transcribedAt, durationSeconds, language }: Facts): string[] {
  const entries = [
    ...(transcribedAt === undefined
      ? []
      : [['Transcribed', `<time datetime="${transcribedAt}">${readableDate(transcribedAt)}</time>`]]),
    ...(durationSeconds === undefined ? [] : [['Duration', clockTime(durationSeconds)]]),
    ...(language === undefined ? [] : [['Language', escapeHtml(language)]]),
  ];
  if (entries.length === 0) return [];
  return ['<dl>', ...entries.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`), '</dl>'];
}

function speakers(all: Facts['speakers']): string[] {
  if (all.length === 0) return [];
  const rows = all.map(({ name, talk }, index) => {
    const share =
      talk === undefined
        ? ''
        : ` ${bar(talk.percent)} <span>${clockTime(talk.seconds)} · ${talk.percent}%</span>`;
    return `<li class="${speakerClass(index)}"><b><bdi>${escapeHtml(name)}</bdi></b>${share}</li>`;
  });
  return ['<h2>Speakers</h2>', '<ul class="speakers">', ...rows, '</ul>'];
}

/** For the eye only, as the numbers stand next to it. Its width is an attribute: the page's policy forbids styles. */
function bar(percent: number): string {
  return `<svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect width="${percent}" height="1"/></svg>`;
}
