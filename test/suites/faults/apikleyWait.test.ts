import { describeFaults } from './matrix';
import { scenarios } from './scenarios';

describeFaults(scenarios.wait);
