import { startCluster, startUpMs, type Cluster } from './cluster';
import { describeFiles } from './specs/files';

/* Files are stored in a folder that all processes share. */

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster({ binaryMode: 'filesystem', workers: 1 });
}, startUpMs);
afterAll(() => cluster.close());
beforeEach(() => cluster.control.reset());

describeFiles(() => cluster, 'filesystem-v2');
