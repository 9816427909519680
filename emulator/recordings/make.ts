import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fixture, SpokenWord } from './fixtures';

/* Regenerates the fixtures: `npx tsx emulator/recordings/make.ts` (requires espeak-ng and ffmpeg). */

interface Turn {
  voice: string;
  speaker: string;
  text: string;
}

interface Recipe {
  turns: Turn[];
  language: Pick<Fixture, 'language' | 'language3' | 'languageName'>;
  translation: string;
  /** A sound after the last word, in the last part of the recording. */
  lastSound?: string;
  files: Array<{ file: string; mediaType: string; codec: string[] }>;
}

const english = { language: 'en', language3: 'eng', languageName: 'english' };
const delivery =
  'Hello, this is Anna from the flower shop. Your delivery will arrive on Tuesday at three in the afternoon.';

const recipes: Recipe[] = [
  {
    turns: [{ voice: 'en-us', speaker: 'speaker_0', text: delivery }],
    language: english,
    translation: delivery,
    files: [
      { file: 'english.wav', mediaType: 'audio/wav', codec: ['-ar', '16000', '-c:a', 'pcm_s16le'] },
      {
        file: 'english.mp3',
        mediaType: 'audio/mpeg',
        codec: ['-ar', '16000', '-c:a', 'libmp3lame', '-b:a', '32k'],
      },
      { file: 'english.ogg', mediaType: 'audio/ogg', codec: ['-c:a', 'libopus', '-b:a', '24k'] },
      { file: 'english.webm', mediaType: 'audio/webm', codec: ['-c:a', 'libopus', '-b:a', '24k'] },
      { file: 'english.m4a', mediaType: 'audio/mp4', codec: ['-ar', '16000', '-c:a', 'aac', '-b:a', '32k'] },
    ],
  },
  {
    turns: [
      {
        voice: 'de',
        speaker: 'speaker_0',
        text: 'Guten Tag, Ihre Bestellung ist fertig. Sie können sie morgen ab neun Uhr abholen.',
      },
    ],
    language: { language: 'de', language3: 'deu', languageName: 'german' },
    translation: 'Good day, your order is ready. You can pick it up tomorrow from nine o’clock.',
    files: [
      {
        file: 'german.mp3',
        mediaType: 'audio/mpeg',
        codec: ['-ar', '16000', '-c:a', 'libmp3lame', '-b:a', '32k'],
      },
    ],
  },
  {
    turns: [
      {
        voice: 'ru',
        speaker: 'speaker_0',
        text: 'Добрый день! Ваш заказ готов. Его можно забрать завтра после девяти утра.',
      },
    ],
    language: { language: 'ru', language3: 'rus', languageName: 'russian' },
    translation:
      'Good afternoon! Your order is ready. It can be collected tomorrow after nine in the morning.',
    files: [{ file: 'russian.ogg', mediaType: 'audio/ogg', codec: ['-c:a', 'libopus', '-b:a', '24k'] }],
  },
  {
    turns: [
      { voice: 'en-us', speaker: 'speaker_0', text: 'Good morning, is my parcel there already?' },
      { voice: 'en-gb+f3', speaker: 'speaker_1', text: 'Yes, it came today. We close at six.' },
      { voice: 'en-us', speaker: 'speaker_0', text: 'Thank you, I will come at five.' },
    ],
    language: english,
    lastSound: '(door closes)',
    translation:
      'Good morning, is my parcel there already? Yes, it came today. We close at six. Thank you, I will come at five.',
    files: [
      {
        file: 'dialogue.mp3',
        mediaType: 'audio/mpeg',
        codec: ['-ar', '16000', '-c:a', 'libmp3lame', '-b:a', '32k'],
      },
    ],
  },
  {
    turns: [],
    language: english,
    translation: '',
    files: [{ file: 'silence.wav', mediaType: 'audio/wav', codec: ['-ar', '8000', '-c:a', 'pcm_s16le'] }],
  },
];

const ffmpeg = (...parameters: string[]) =>
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...parameters]);

const secondsOf = (path: string) =>
  Number(
    execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', path], {
      encoding: 'utf8',
    }),
  );

const rounded = (seconds: number) => Math.round(seconds * 1000) / 1000;

/** Spreads a turn's words over its duration by length; the end of a sentence counts as four letters. */
function spread(turn: Turn, from: number, seconds: number): SpokenWord[] {
  const words = turn.text.split(' ');
  const room = words.map((word) => word.length + 1 + (/[.!?]$/.test(word) ? 4 : 0));
  const perLetter = seconds / room.reduce((sum, letters) => sum + letters, 0);
  let at = from;
  return words.map((text, index) => {
    const start = at;
    at += (room[index] ?? 0) * perLetter;
    return {
      text,
      start: rounded(start),
      end: rounded(start + text.length * perLetter),
      speaker: turn.speaker,
    };
  });
}

const temporary = mkdtempSync(join(tmpdir(), 'fixtures-'));
const fixtures: Fixture[] = [];
for (const { turns, language, translation, lastSound, files } of recipes) {
  const words: SpokenWord[] = [];
  const parts: string[] = [];
  let at = 0;
  for (const turn of turns) {
    const part = join(temporary, `${parts.length}.wav`);
    execFileSync('espeak-ng', ['-v', turn.voice, '-s', '165', '-w', part, turn.text]);
    const seconds = secondsOf(part);
    words.push(...spread(turn, at, seconds));
    at += seconds;
    parts.push(part);
  }
  const whole = join(temporary, 'whole.wav');
  if (parts.length === 0) ffmpeg('-f', 'lavfi', '-i', 'anullsrc=r=8000:cl=mono', '-t', '2', whole);
  else
    ffmpeg(
      ...parts.flatMap((part) => ['-i', part]),
      '-filter_complex',
      `concat=n=${parts.length}:v=0:a=1`,
      whole,
    );
  for (const { file, mediaType, codec } of files) {
    const path = join(__dirname, file);
    ffmpeg(
      '-i',
      whole,
      '-ac',
      '1',
      ...codec,
      '-map_metadata',
      '-1',
      '-fflags',
      '+bitexact',
      '-flags:a',
      '+bitexact',
      path,
    );
    fixtures.push({
      file,
      mediaType,
      ...language,
      durationSeconds: rounded(secondsOf(path)),
      sha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
      text: turns.map(({ text }) => text).join(' '),
      translation,
      words,
      audioEvents: lastSound ? [{ text: lastSound, start: rounded(at - 0.3), end: rounded(at) }] : [],
    });
  }
}
rmSync(temporary, { recursive: true });
writeFileSync(join(__dirname, 'fixtures.json'), `${JSON.stringify(fixtures, null, 2)}\n`);
