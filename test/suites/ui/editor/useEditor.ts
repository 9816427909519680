import { NodeDetails } from './nodeDetails';
import { openSession, type Session } from './session';

/** Opens the editor for the tests of a file; the services forget what a test did with them. */
export function useEditor(opened: (session: Session, details: NodeDetails) => void): void {
  let session: Session;
  beforeAll(async () => {
    session = await openSession();
    opened(session, new NodeDetails(session.page));
  });
  afterAll(() => session.close());
  beforeEach(() => session.n8n.control.reset());
}
