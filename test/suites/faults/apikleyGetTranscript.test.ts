import { describeFaults } from './matrix';
import { scenarios } from './scenarios';

describeFaults(scenarios.getTranscript);
describeFaults(scenarios.getTranscriptWaiting);
