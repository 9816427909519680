import { describeFaults } from './matrix';
import { scenarios } from './scenarios';

describeFaults(scenarios.apikleyBalance);
describeFaults(scenarios.elkapiBalance);
