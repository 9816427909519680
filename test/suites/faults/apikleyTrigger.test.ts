import { describeFaults } from './matrix';
import { scenarios } from './scenarios';

// The scenario repeats calls itself, because the engine serves no URLs.
jest.mock('../../../nodes/ApikleyTrigger/comeBack', () => ({
  ...jest.requireActual<object>('../../../nodes/ApikleyTrigger/comeBack'),
  comesBack: () => 'later',
}));

describeFaults(scenarios.trigger);
