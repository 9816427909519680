import { describeTranscribing } from './transcribing';

describeTranscribing('default');
