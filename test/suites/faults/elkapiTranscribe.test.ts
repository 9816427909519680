import { describeFaults } from './matrix';
import { partScenarios } from './partScenarios';
import { scenarios } from './scenarios';

describeFaults(scenarios.transcribe);
describeFaults(scenarios.transcribeByUrl);
describeFaults(scenarios.translate);
describeFaults(partScenarios.transcribe);
