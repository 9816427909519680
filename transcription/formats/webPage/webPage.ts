import { nameSpeakers } from '../../speakers/nameSpeakers';
import { defaultSpeakerOptions } from '../../speakers/speakerOptions';
import type { Transcript } from '../../transcript';
import { factsOf } from '../facts';
import type { WriteOptions } from '../options';
import { paragraphs } from '../paragraphs';
import { contentSecurityPolicy } from './contentSecurityPolicy';
import { escapeHtml } from './escapeHtml';
import { pageHeader } from './pageHeader';
import { recordingAddress } from './recordingAddress';
import { pageScript } from './script';
import { spokenText } from './spokenText';
import { style } from './style';

/**
 * The transcript as one HTML file that loads nothing but the recording, if its URL is given. Without scripts it is a
 * page to read; with them, timestamps are links, and there is a search.
 *
 * The page's own words are English: the language of its reader is unknown.
 */
export function webPage(transcript: Transcript, options: WriteOptions): string {
  const { speakers = defaultSpeakerOptions } = options;
  const named = nameSpeakers(transcript, speakers.names);
  const facts = factsOf(named, options);
  const recording = options.recordingUrl === undefined ? undefined : recordingAddress(options.recordingUrl);
  const script = pageScript(recording !== undefined);
  const policy = contentSecurityPolicy({ style, script, recording });
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(facts.title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    pageHeader(facts, transcript.warning),
    tools(recording),
    spokenText(paragraphs(named.transcript, options), facts.speakers, transcript.language),
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Their words are attributes or come with the script: viewers that remove these elements keep the text in them. */
function tools(recording: URL | undefined): string {
  const player =
    recording &&
    `<section class="player" aria-label="Player"><audio controls preload="metadata" aria-label="Recording" src="${escapeHtml(recording.href)}"></audio><p role="status" hidden></p></section>`;
  return [
    '<div class="tools">',
    ...(player === undefined ? [] : [player]),
    '<div class="search" role="search" hidden><input type="search" aria-label="Search in the transcript" placeholder="Search" autocomplete="off"><output></output></div>',
    '</div>',
  ].join('\n');
}
