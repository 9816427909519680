import type { EmulatorControl } from '../../emulator/control';
import { startEmulator, type Emulator } from '../../emulator/emulator';
import type { FaultInput } from '../../emulator/faults';
import type { Operation } from '../../emulator/operations';
import type { RequestRecord } from '../../emulator/recorder';
import { FakeClock } from './fakeClock';
import { TestRuntime } from './runtime';
import { UndiciClient } from '../../live/undiciClient';

export type RequestFault = Exclude<FaultInput, { on: 'callback' }>;

/** The emulator for the tests of a file: started before the first and reset before each. */
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

    /** A provider's runtime, with its own client and a new clock. */
    newRuntime(apiKey: string): TestRuntime {
      const client = new UndiciClient(apiKey);
      clients.push(client);
      return new TestRuntime(client, new FakeClock());
    },

    /** Makes the next requests of a kind fail; null for all of them. */
    spoil: (on: RequestFault['on'], action: RequestFault['action'], times: number | null = 1) =>
      emulator.control.addFault({ on, action, times }),

    /** The requests of a kind that the emulator received. */
    received,

    /** How many paid requests were sent, and how many were charged. */
    sentAndCharged: async (operation: Operation): Promise<[sent: number, charged: number]> => [
      (await received(operation)).length,
      (await emulator.control.charged()).length,
    ],
  };
}
