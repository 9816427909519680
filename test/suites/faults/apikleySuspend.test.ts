import { describeFaults } from './matrix';
import { partScenarios } from './partScenarios';
import { scenarios } from './scenarios';

describeFaults(scenarios.suspend);
describeFaults(partScenarios.suspend);
