import { startCluster, startUpMs, type Cluster } from './cluster';
import { describeFiles } from './specs/files';
import { describeManualRuns } from './specs/manualRuns';

/* Files are stored in a folder that all processes share. As in n8n 3.0, workers run what is started by hand, too. */

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster({
    binaryMode: 'filesystem',
    workers: 1,
    webhooks: 1,
    env: { OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true' },
  });
}, startUpMs);
afterAll(() => cluster.close());
beforeEach(() => cluster.control.reset());

describeFiles(() => cluster, 'filesystem-v2');
describeManualRuns(() => cluster);
