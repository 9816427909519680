import { describeTranscribing } from './transcribing';

describeTranscribing('filesystem');
