import { receivingWorkflow } from '../e2e/receiver';
import { apikleyNode, recording, textOf } from '../e2e/transcribeNode';
import type { NodeDetails } from './editor/nodeDetails';
import type { Session } from './editor/session';
import { useEditor } from './editor/useEditor';

let session: Session;
let details: NodeDetails;
useEditor((opened, itsDetails) => {
  session = opened;
  details = itsDetails;
});

describe('the trigger in the editor', () => {
  test('shows its URL, listens for a test event, and shows the transcript that comes', async () => {
    const { n8n, page, picture } = session;
    const { workflowId, testUrl, url } = await receivingWorkflow(n8n, {}, undefined, false);
    await details.open(workflowId, 'Trigger');
    await page.getByText('Webhook URLs').click();
    await details.whole.getByText(testUrl).waitFor();
    await page.getByText('Production URL').first().click();
    await details.whole.getByText(url).waitFor();
    await picture('trigger', details.whole);

    await details.execute();
    await page.getByTestId('trigger-listening').waitFor();
    const node = apikleyNode(n8n, { mode: 'submit' }, { callbackUrl: testUrl });
    await n8n.runWorkflow({ node, items: [recording('german.mp3')] });
    await details.show('json');
    await details.output.getByText(textOf('german.mp3').slice(0, 30)).first().waitFor();
  });
});
