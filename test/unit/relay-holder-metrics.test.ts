import { afterEach, expect, it } from 'vitest';
import { takeCensus } from '../../relay/observability/client-metrics.ts';
import { createMetrics, type Metrics } from '../../relay/observability/metrics.ts';
import { createMeter } from '../../relay/observability/traffic-meter.ts';
import { FakeClock } from './fake-clock.ts';

let metrics: Metrics | undefined;
afterEach(() => metrics?.stop());

it('shows who holds the CCX session, since when, and how often that changed', async () => {
  const clock = new FakeClock();
  metrics = createMetrics({
    census: () => takeCensus([]),
    meter: createMeter(() => clock.now()),
    isReady: () => true,
    session: () => ({ name: 'idle' }),
    cluster: () => undefined,
    dedicated: { states: () => [], meter: createMeter(() => clock.now()) },
    clock,
  });
  const figures = async (): Promise<string[]> =>
    ((await metrics?.text()) ?? '')
      .split('\n')
      .filter((line) => /^rxcti_relay_(standing|holder)/.test(line))
      .sort();
  const { standing } = metrics.observer;
  standing?.({ part: 'follower', lease: { epoch: 'x-1', name: 'relay-x', since: 5000 } });
  expect(await figures()).toEqual([
    'rxcti_relay_holder_changes_total 0',
    'rxcti_relay_holder_since_seconds{holder="relay-x"} 5',
    'rxcti_relay_standing{part="follower"} 1',
  ]);
  standing?.({ part: 'none' });
  standing?.({ part: 'holder', lease: { epoch: 'me-1', name: 'relay-me', since: 9000 } });
  expect(await figures()).toEqual([
    'rxcti_relay_holder_changes_total 1',
    'rxcti_relay_holder_since_seconds{holder="relay-me"} 9',
    'rxcti_relay_standing{part="holder"} 1',
  ]);
});
