import { type Cluster, createCluster, type SimulatorOptions } from '@rxcti/simulator';
import { act, cleanup, configure, type RenderResult, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { agentMode, bridgeMode, type CtiClient, type CtiClientOptions, createCtiClient } from 'rxcti';
import { createMemoryNetwork } from 'rxcti/memory';
import { CtiProvider } from 'rxcti/react';
import { afterEach, beforeEach, describe } from 'vitest';
import { FakeClock } from '../unit/fake-clock.ts';

export const jdoe = agentMode({ agentId: 'jdoe', extension: '2001', password: '12345' });
export const everybody = bridgeMode({ clientId: 'hooks' });

/** A client and a contact center: two nodes in this process, on a fake clock. */
export interface Stage {
  readonly clock: FakeClock;
  readonly client: CtiClient;
  readonly center: Cluster;
  /** Advances the clock and renders. */
  advance(ms: number): Promise<void>;
  /** Runs an action, delivers messages and renders. */
  does(action: () => unknown): Promise<void>;
  /** Renders below a provider. */
  show(children: ReactNode): RenderResult;
}

export interface StageOptions extends Partial<CtiClientOptions> {
  readonly simulator?: SimulatorOptions;
  /** Page time minus contact center time. */
  readonly pageAheadMs?: number;
  /** Default true. */
  readonly connect?: boolean;
}

const open: Stage[] = [];

afterEach(async () => {
  cleanup();
  for (const { client, center, clock } of open.splice(0)) {
    void client.close();
    void center.close();
    await clock.advance(10_000);
  }
});

export async function stage({
  simulator,
  pageAheadMs = 0,
  connect = true,
  ...options
}: StageOptions = {}): Promise<Stage> {
  const clock = new FakeClock();
  const center = createCluster({ clock, callsPerHour: 0, autoAnswer: false, ...simulator });
  const network = createMemoryNetwork({ clock });
  const endpoints = [
    { host: 'ccx-a', port: 42027 },
    { host: 'ccx-b', port: 42027 },
  ];
  endpoints.forEach((endpoint, index) => {
    network.listen(endpoint, (link) => (index === 0 ? center.a : center.b).attach(link));
  });
  const client = createCtiClient({
    transport: network.transport,
    endpoints,
    mode: everybody,
    random: () => 0,
    clock: {
      now: () => clock.now() + pageAheadMs,
      setTimeout: (callback, delayMs) => clock.setTimeout(callback, delayMs),
      clearTimeout: (timer) => clock.clearTimeout(timer),
    },
    ...options,
  });
  const advance = (ms: number): Promise<void> => act(() => clock.advance(ms));
  const made: Stage = {
    clock,
    client,
    center,
    advance,
    does: async (action) => {
      await act(async () => {
        await action();
        await clock.advance(5);
      });
    },
    show: (children) =>
      render(children, {
        wrapper: ({ children: shown }) => <CtiProvider client={client}>{shown}</CtiProvider>,
      }),
  };
  open.push(made);
  if (connect) {
    const connected = client.connect();
    await clock.advance(1000);
    await connected;
  }
  return made;
}

/** Runs the tests with and without StrictMode. */
export function inBothModes(name: string, tests: () => void): void {
  describe.each([
    { mode: 'plain', reactStrictMode: false },
    { mode: 'in StrictMode', reactStrictMode: true },
  ])(`${name}, $mode`, ({ reactStrictMode }) => {
    beforeEach(() => configure({ reactStrictMode }));
    tests();
  });
}
