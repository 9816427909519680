import { describeFaults } from './matrix';
import { scenarios } from './scenarios';

describeFaults(scenarios.transcribe);
describeFaults(scenarios.transcribeByUrl);
describeFaults(scenarios.translate);
