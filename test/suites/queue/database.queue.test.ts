import { endlessTasks } from './suspendedRun';
import { startCluster, startUpMs, type Cluster } from './cluster';
import { describeDoors } from './specs/doors';
import { describeFiles } from './specs/files';
import { describeRestarts } from './specs/restarts';
import { describeSuspended, describeTrigger } from './specs/suspended';
import { describeWorkers } from './specs/workers';

/* Files are stored in the database, queue mode's default. A test that ends a part of the cluster starts it again. */

let cluster: Cluster;
const n8n = () => cluster;
beforeAll(async () => {
  cluster = await startCluster({ binaryMode: 'database', workers: 2, webhooks: 2 });
}, startUpMs);
afterAll(() => cluster.close());
beforeEach(() => cluster.control.reset());

describeFiles(n8n, 'database');

describe('with tasks that end when they are told to', () => {
  beforeEach(() => endlessTasks(n8n()));
  describeSuspended(n8n);
  describeTrigger(n8n);
  describeDoors(n8n);
  describeWorkers(n8n);
  describeRestarts(n8n);
});
