import { describeFaults } from './matrix';
import { scenarios } from './scenarios';

// The scenario calls again itself, for the engine serves no URLs.
jest.mock('../../../nodes/ApikleyTrigger/comeBack', () => ({
  ...jest.requireActual<object>('../../../nodes/ApikleyTrigger/comeBack'),
  comesBack: () => 'later',
}));

describeFaults(scenarios.trigger);
