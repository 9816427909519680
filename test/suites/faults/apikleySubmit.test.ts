import { describeFaults } from './matrix';
import { partScenarios } from './partScenarios';
import { scenarios } from './scenarios';

describeFaults(scenarios.submit);
describeFaults(scenarios.submitByUrl);
describeFaults(partScenarios.submit);
