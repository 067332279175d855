import { render, screen } from '@testing-library/react';
import type { CtiClient } from 'rxcti';
import { useAgent, useDuration } from 'rxcti/react';
import { expect, it, vi } from 'vitest';
import { inBothModes, jdoe, stage } from './harness.tsx';

const hours = 3_600_000;

function InState() {
  const { agent } = useAgent();
  return <p>{`${agent?.state} ${(useDuration(agent?.since) ?? 0) / 1000}`}</p>;
}

inBothModes('useDuration', () => {
  it('counts whole seconds, renders once a second and stops when unmounted', async () => {
    const { show, does, advance, client, clock } = await stage({
      mode: jdoe,
      simulator: { autoStart: false },
    });
    let rendered = 0;
    const Timer = ({ since }: { readonly since: number }) => {
      rendered++;
      return <p>{useDuration(since)}</p>;
    };
    const { rerender, unmount } = show(<Timer since={clock.now()} />);
    expect(screen.getByText('0')).toBeTruthy();
    await does(() => client.agent?.setState('notReady'));
    await advance(3995);
    expect(screen.getByText('4000')).toBeTruthy();
    expect(rendered).toBeLessThanOrEqual(2 * 5);
    rerender(<Timer since={clock.now() + 60_000} />);
    unmount();
    const timers = clock.pending;
    show(<Timer since={0} />);
    expect(clock.pending).toBe(timers + 1);
  });

  it.each([5, -5])('is right on a page whose clock is %i hours ahead', async (ahead) => {
    const { show, does, advance, client } = await stage({
      mode: jdoe,
      simulator: { autoStart: false },
      pageAheadMs: ahead * hours,
    });
    show(<InState />);
    await does(() => client.agent?.setState('notReady'));
    await advance(65_000 - 5);
    expect(screen.getByText('notReady 65')).toBeTruthy();
  });

  it('measures times of the server by the server’s clock', async () => {
    const { show, does, advance, client, clock, center } = await stage({ pageAheadMs: 5 * hours });
    const since = clock.now();
    await does(() => center.a.goOffline()); // the event carries the center's time
    await does(() => center.a.clearFaults());
    await advance(1000);
    expect(client.serverClockOffsetMs).toBeLessThan(-4 * hours);
    const Server = () => <p>{useDuration(since, { by: 'server' })}</p>;
    show(<Server />);
    await advance(60_000 - (clock.now() - since));
    const shown = Number(screen.getByText(/\d/).textContent);
    expect(shown).toBeGreaterThanOrEqual(58_000);
    expect(shown).toBeLessThanOrEqual(61_000);
  });

  it('is constant during a render, also across the full second', async () => {
    const { client, clock } = await stage({ mode: jdoe, connect: false });
    const since = clock.now();
    const errors = vi.spyOn(console, 'error').mockImplementation(() => {});
    const moving: CtiClient = {
      ...client,
      clock: {
        ...client.clock,
        now() {
          clock.jump(1000); // each read of the clock takes a second
          return clock.now();
        },
      },
    };
    const Timer = () => <p>{useDuration(since, { client: moving })}</p>;
    render(<Timer />);
    expect(errors).not.toHaveBeenCalled();
    errors.mockRestore();
  });

  it('returns undefined without `since`', async () => {
    const { show } = await stage();
    const Timer = () => <p>{String(useDuration(undefined))}</p>;
    show(<Timer />);
    expect(screen.getByText('undefined')).toBeTruthy();
  });
});
