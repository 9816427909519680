import { describeFiles } from './files';

describeFiles('filesystem');
