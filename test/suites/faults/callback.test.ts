import { describeSuspended, describeTrigger } from './callbacks';

describeSuspended();
describeTrigger('tickets');
describeTrigger('anyTask');
