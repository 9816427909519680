import type { EmulatorControl } from '../../emulator/control';
import { startEmulator, type Emulator } from '../../emulator/emulator';
import type { FaultInput } from '../../emulator/faults';
import type { Operation } from '../../emulator/operations';
import type { RequestRecord } from '../../emulator/recorder';
import { FakeClock } from './fakeClock';
import { TestRuntime } from './runtime';
import { UndiciClient } from '../../live/undiciClient';

export type RequestFault = Exclude<FaultInput, { on: 'callback' }>;

/** The emulator for the tests of a file: started before the first, as new before each. */
export function useEmulator() {
  let emulator: Emulator;
  let clients: UndiciClient[] = [];

  beforeAll(async () => (emulator = await startEmulator({ rateLimit: null })));
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.close()));
    clients = [];
    await emulator.control.reset();
  });
  afterAll(() => emulator.stop());

  const received = async (operation: Operation): Promise<RequestRecord[]> =>
    (await emulator.control.requests()).filter((request) => request.operation === operation);

  return {
    get emulator(): Emulator {
      return emulator;
    },
    get control(): EmulatorControl {
      return emulator.control;
    },

    /** What a provider is given, with a client of its own and time that begins anew. */
    newRuntime(apiKey: string): TestRuntime {
      const client = new UndiciClient(apiKey);
      clients.push(client);
      return new TestRuntime(client, new FakeClock());
    },

    /** Lets the next requests of a kind go wrong; null for all of them. */
    spoil: (on: RequestFault['on'], action: RequestFault['action'], times: number | null = 1) =>
      emulator.control.addFault({ on, action, times }),

    /** The requests of a kind that the emulator received. */
    received,

    /** How often something was sent that costs money, and how often it did. */
    sentAndCharged: async (operation: Operation): Promise<[sent: number, charged: number]> => [
      (await received(operation)).length,
      (await emulator.control.charged()).length,
    ],
  };
}
