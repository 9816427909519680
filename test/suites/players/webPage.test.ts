import { z } from 'zod';
import { openPageSetting, type PageSetting, playing } from './pageSetting';
import { conversation, hostile } from './pageTranscripts';

let setting: PageSetting;
beforeAll(async () => {
  setting = await openPageSetting();
});
afterAll(() => setting.close());

const texts = z.array(z.string());
const phone = { viewport: { width: 375, height: 812 }, isMobile: true };

describe('a page opened from disk', () => {
  test('has no complaint, and loads nothing but the recording', async () => {
    const opened = await setting.openFile();
    await opened.until("document.querySelector('audio').readyState > 0");
    expect(opened.complaints).toEqual([]);
    const others = opened.requested.filter((url) => !url.startsWith('file:'));
    expect(new Set(others)).toEqual(new Set([`${setting.origin}/recording.wav`]));
  });

  test.each([
    ['on paper colours', { colorScheme: 'light' as const }],
    ['in the dark', { colorScheme: 'dark' as const }],
    ['on a phone', phone],
  ])('has no accessibility finding %s', async (_, options) => {
    const opened = await setting.openFile(options);
    await opened.page.fill('input', 'speaker 1');
    await opened.page.click('main p a >> nth=0');
    await opened.until(`${playing} !== ''`);
    expect(await opened.accessibilityFindings()).toEqual([]);
    expect(await opened.number('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  });

  test('prints in light colours, without the player and the search', async () => {
    const opened = await setting.openFile({ colorScheme: 'dark' });
    await opened.page.emulateMedia({ media: 'print' });
    const background = 'getComputedStyle(document.body).backgroundColor';
    expect(await opened.read(z.string(), background)).toBe('rgb(255, 255, 255)');
    expect(await opened.number("document.querySelector('.tools').offsetHeight")).toBe(0);
    expect((await opened.page.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('shows what looks like code', async () => {
    const opened = await setting.openFile({}, { transcript: hostile });
    const shown = await opened.read(
      texts,
      "[...document.querySelectorAll('main p')].map((p) => p.textContent)",
    );
    expect(shown[0]).toContain('<script>alert(1)</script>');
    expect(shown[1]).toContain('"><img src=x onerror=alert(2)>');
    expect(opened.complaints).toEqual([]);
    expect(await opened.number('document.scripts.length + document.images.length')).toBe(1);
  });
});

test('without scripts, the page can be read, and its recording played', async () => {
  const opened = await setting.openServed('/sandboxed.html');
  expect(opened.complaints).toEqual([expect.stringContaining('Blocked script execution')]);
  const { page } = opened;
  expect(await page.locator('main p:visible').count()).toBe(conversation.segments?.length);
  expect(await page.locator('audio:visible').count()).toBe(1);
  expect(await page.locator('input:visible, output:visible, a').count()).toBe(0);
});

test('in a sandbox that allows scripts only, the page needs nothing else', async () => {
  const opened = await setting.openServed('/sandboxed.html?allow=allow-scripts');
  await opened.page.fill('input', 'number 7');
  await opened.page.click('main p:visible a');
  await opened.until(`${playing} === '1:10'`);
  expect(opened.complaints).toEqual([]);
});
