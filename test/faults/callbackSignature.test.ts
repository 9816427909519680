import { describeTrigger } from './callbacks';

/* On its own: the fast clock must not outrun the five minutes in which a signature is good. */
describeTrigger('signature');
