import { installSeconds } from '../../../playground/install';
import { n8n2, pinnedVersions } from '../../../playground/release';
import { readFirstTranscript, type Step, writeFirstTranscript } from '../../docs/firstTranscript';
import { owner, packageName } from '../e2e/instance';
import { readState } from '../e2e/state';
import { textOf } from '../e2e/transcribeNode';
import { CredentialDialog } from './editor/credentialDialog';
import { NodeDetails } from './editor/nodeDetails';
import { NodePanel } from './editor/nodePanel';
import { openBrowser, type OpenBrowser } from './editor/session';
import { recordings } from '../e2e/internet/startInternet';
import { Journey } from './newcomer/journey';
import { Newcomer } from './newcomer/newcomer';

let newcomer: Newcomer;
let browser: OpenBrowser | undefined;
beforeAll(async () => {
  newcomer = await Newcomer.arrive();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await newcomer.leave();
});

/** So narrow that the transcript can be read where the README shows the picture. */
const heroSize = { width: 1100, height: 800 };

const withoutTime = ({ title, actions }: Step) => ({ title, actions });

test('somebody with an empty n8n and a key follows the README, and has a transcript', async () => {
  const journey = new Journey();
  const { keys } = readState().emulator;

  await journey.step('Start n8n', async () => {
    browser = await openBrowser((await newcomer.startN8n()).url);
    const { page } = browser;
    await page.goto('/');
    await journey.type(page.locator('input[name=email]'), owner.email);
    await journey.type(page.locator('input[name=firstName]'), owner.firstName);
    await journey.type(page.locator('input[name=lastName]'), owner.lastName);
    await journey.type(page.locator('input[name=password]'), owner.password);
    await journey.click(page.getByTestId('form-submit-button'));
    await page.getByTestId('main-sidebar-settings').waitFor();
  });
  if (!browser) throw new Error('The browser is not open.');
  const { page } = browser;
  const panel = new NodePanel(page);
  const details = new NodeDetails(page);
  const dialog = new CredentialDialog(page);

  await journey.step('Install the package', async () => {
    await journey.click(page.getByTestId('main-sidebar-settings'));
    await journey.click(page.getByTestId('settings-community-nodes'));
    await journey.click(page.getByText('Install a community node'));
    await journey.type(page.locator('input[data-test-id="package-name-input"]'), packageName);
    await journey.click(page.getByTestId('user-agreement-checkbox'));
    await journey.click(page.getByTestId('install-community-package-button'));
    await page.getByTestId('community-package-card').getByText(packageName).waitFor();
  });

  await journey.step('Add the node', async () => {
    await journey.click(page.getByTestId('settings-back'));
    await journey.click(page.getByTestId('new-workflow-card'));
    await journey.click(page.getByTestId('canvas-plus-button').first());
    await journey.type(panel.search, 'transcribe');
    await journey.click(panel.item('Transcribe'));
    await journey.click(panel.category('Actions (5)'));
    await journey.click(panel.item('Transcribe audio'));
    await details.form.waitFor();
  });

  await journey.step('Add the credential', async () => {
    await journey.click(page.getByText('Connect to Apikley'));
    await journey.type(dialog.input('apiKey'), keys.apikley);
    await journey.click(dialog.saveButton);
    await dialog.whole.waitFor({ state: 'hidden' });
  });

  await journey.step('Choose the recording', async () => {
    await journey.click(details.parameter('audioFrom'));
    await journey.click(details.option('URL'));
    await journey.type(details.parameter('audioUrl').locator('input'), `${recordings}/audio/dialogue.mp3`);
  });

  await journey.step('Run it', async () => {
    await journey.click(details.executeButton);
    await details.output.getByText(textOf('dialogue.mp3').slice(0, 30)).first().waitFor();
  });

  await page.setViewportSize(heroSize);
  await details.widenOutput();
  await details.show('json');
  await browser.picture('first-transcript', await details.formAndOutput());
  await dialog.openSaved();
  await dialog.success.waitFor();
  await browser.picture('credential', dialog.whole);

  const { steps } = journey;
  if (process.env.RECORD) {
    const installed = await installSeconds(n8n2);
    if (installed === undefined) throw new Error('How long the installation of n8n took is not known.');
    writeFirstTranscript({ n8n: pinnedVersions(n8n2).n8n, installSeconds: installed, steps });
  }
  expect(steps.map(withoutTime)).toEqual(readFirstTranscript().steps.map(withoutTime));
}, 300_000);
