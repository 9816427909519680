import { describeFiles } from './files';

describeFiles('default');
