import { apikleyNode, elkapiNode } from '../e2e/transcribeNode';
import { CredentialDialog } from './editor/credentialDialog';
import { NodeDetails } from './editor/nodeDetails';
import { openSession, type Session } from './editor/session';
import { createLoading } from './workflows';

let session: Session;
let dialog: CredentialDialog;
let details: NodeDetails;
beforeAll(async () => {
  session = await openSession();
  dialog = new CredentialDialog(session.page);
  details = new NodeDetails(session.page);
});
afterAll(() => session.close());
beforeEach(() => session.n8n.control.reset());

const providers = [
  {
    provider: 'apikley' as const,
    node: apikleyNode,
    refusal: 'Apikley did not accept the API key',
  },
  {
    provider: 'elkapi' as const,
    node: elkapiNode,
    refusal: 'ElkAPI did not accept the API key',
  },
];

describe.each(providers)('a credential for $provider', ({ provider, node, refusal }) => {
  beforeEach(async () => {
    const { n8n } = session;
    const workflow = await createLoading(n8n, 'english.mp3', { ...node(n8n), name: 'Transcribe' });
    await details.open(workflow, 'Transcribe');
    await dialog.openFromNode();
    await dialog.fill('baseUrl', n8n.emulator.urls[provider]);
  });

  test('is tested when it is saved, and n8n says that it works', async () => {
    await dialog.fill('apiKey', session.n8n.emulator.keys[provider]);
    await dialog.save();
    await dialog.whole.waitFor({ state: 'hidden' });
    await dialog.openSaved();
    await dialog.success.waitFor();
  });

  test('with a wrong key is refused, in words that say what to check', async () => {
    await dialog.fill('apiKey', 'not-the-key');
    await dialog.save();
    await (await dialog.refusal()).getByText(refusal).first().waitFor();
  });
});
