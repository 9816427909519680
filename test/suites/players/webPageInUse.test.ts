import { z } from 'zod';
import type { BrowserPage } from './browserPage';
import { openPageSetting, type PageSetting, playing } from './pageSetting';

let setting: PageSetting;
beforeAll(async () => {
  setting = await openPageSetting();
});
afterAll(() => setting.close());

const texts = z.array(z.string());
const seconds = "document.querySelector('audio').currentTime";

describe('the player', () => {
  test('plays from the time that is clicked, and the paragraph is marked', async () => {
    const opened = await setting.openFile();
    await opened.page.click('main p a >> nth=2');
    await opened.until(`${seconds} > 20 && !document.querySelector('audio').paused`);
    expect(await opened.read(z.string(), playing)).toBe('0:20');
    expect(await opened.number(seconds)).toBeLessThan(30);
  });

  test('starts at the time in the address, which is in view', async () => {
    const opened = await setting.openFile({}, { hash: '#t=201' });
    await opened.until(`${seconds} === 201`);
    await opened.until(`${playing} === '3:20'`);
    const top = await opened.number("document.querySelector('[aria-current]').getBoundingClientRect().top");
    expect(top).toBeGreaterThan(await opened.number("document.querySelector('.tools').offsetHeight"));
    expect(top).toBeLessThan(720);
  });

  const playAlong = async (options: Parameters<typeof setting.openFile>[0]) => {
    const opened = await setting.openFile(options);
    await opened.page.click('main p a >> nth=0');
    await opened.until(`${playing} === '0:00'`);
    return opened;
  };
  const jump = async (opened: BrowserPage) => {
    await opened.page.evaluate("document.querySelector('audio').currentTime = 255");
    await opened.until(`${playing} === '4:10'`);
  };
  const inView = "document.querySelector('[aria-current]').getBoundingClientRect().top < innerHeight";

  test('is followed by the page of somebody who reads along', async () => {
    const opened = await playAlong({});
    await jump(opened);
    await opened.until(inView);
  });

  test('is not followed while somebody reads elsewhere', async () => {
    const opened = await playAlong({});
    await opened.page.evaluate('scrollTo(0, 1200)');
    await jump(opened);
    await opened.page.waitForTimeout(500);
    expect(await opened.number('scrollY')).toBe(1200);
  });

  test('is not followed for somebody who prefers reduced motion', async () => {
    const opened = await playAlong({ reducedMotion: 'reduce' });
    await jump(opened);
    await opened.page.waitForTimeout(500);
    expect(await opened.number('scrollY')).toBe(0);
  });

  test.each(['/gone.wav', '/moved.wav'])('says so if it cannot play, as from %s', async (recordingPath) => {
    const opened = await setting.openFile({}, { recordingPath });
    await opened.until(
      "document.querySelector('.player p').textContent.startsWith('The recording can’t be played.')",
    );
    expect(await opened.page.locator('.player p:visible').count()).toBe(1);
  });
});

describe('the search', () => {
  test('shows, marks and counts what it finds, and gives everything back', async () => {
    const opened = await setting.openFile();
    const before = await opened.read(z.string(), "document.querySelector('main').innerHTML");
    await opened.page.fill('input', ' NUMBER  2 ');
    const shown = await opened.read(
      texts,
      "[...document.querySelectorAll('main p')].filter((p) => !p.hidden).map((p) => p.querySelector('time').textContent)",
    );
    expect(shown).toEqual([
      '0:20',
      '3:20',
      '3:30',
      '3:40',
      '3:50',
      '4:00',
      '4:10',
      '4:20',
      '4:30',
      '4:40',
      '4:50',
    ]);
    expect(await opened.page.textContent('output')).toBe('11 matches in 11 paragraphs');
    const marked = await opened.read(
      texts,
      "[...CSS.highlights.get('found')].map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset))",
    );
    expect(marked).toEqual(shown.map(() => 'number 2'));
    await opened.page.fill('input', 'nobody said this (');
    expect(await opened.page.textContent('output')).toBe('Nothing found');
    await opened.page.press('input', 'Escape');
    expect(await opened.page.textContent('output')).toBe('');
    expect(await opened.number("CSS.highlights.get('found').size")).toBe(0);
    expect(await opened.read(z.string(), "document.querySelector('main').innerHTML")).toBe(before);
  });

  test('begins with the first match, wherever the reader is', async () => {
    const opened = await setting.openFile();
    await opened.page.evaluate('scrollTo(0, 2000)');
    await opened.page.fill('input', 'said');
    const top = await opened.number("document.querySelector('main p').getBoundingClientRect().top");
    expect(top).toBeGreaterThan(0);
    await opened.page.evaluate('scrollTo(0, 0)');
    await opened.page.fill('input', 'was said');
    expect(await opened.number('scrollY')).toBe(0);
  });

  test('works with the keyboard alone, up to playing what it found', async () => {
    const opened = await setting.openFile();
    await opened.page.focus('input');
    await opened.page.keyboard.type('number 7');
    expect(await opened.page.textContent('output')).toBe('1 match in 1 paragraph');
    await opened.page.keyboard.press('Tab');
    await opened.page.keyboard.press('Enter');
    await opened.until(`${playing} === '1:10'`);
  });
});
