import { render, screen } from '@testing-library/react';
import { CtiError } from 'rxcti';
import { CtiProvider, useAgent, useCtiClient, useSession } from 'rxcti/react';
import { expect, it } from 'vitest';
import { everybody, inBothModes, jdoe, stage } from './harness.tsx';

function Light() {
  return <p>session {useSession().name}</p>;
}

/** Returns the error that a component throws during render. */
function thrownBy(component: () => unknown): unknown {
  let thrown: unknown;
  const Probe = (): null => {
    try {
      component();
    } catch (error) {
      thrown = error;
    }
    return null;
  };
  render(<Probe />);
  return thrown;
}

inBothModes('the provider', () => {
  it('provides the client and its session state, and neither connects nor closes it', async () => {
    const { client, show, does, advance } = await stage({ connect: false });
    const { unmount } = show(<Light />);
    expect(screen.getByText('session idle')).toBeTruthy();
    await does(() => void client.connect());
    await advance(1000);
    expect(screen.getByText('session ready')).toBeTruthy();
    unmount();
    expect(client.session.getSnapshot().name).toBe('ready');
  });

  it('can change its client', async () => {
    const one = await stage();
    const other = await stage({ connect: false });
    const { rerender } = render(<CtiProvider client={one.client} children={<Light />} />);
    rerender(<CtiProvider client={other.client} children={<Light />} />);
    expect(screen.getByText('session idle')).toBeTruthy();
    await one.does(() => one.client.close());
    expect(screen.getByText('session idle')).toBeTruthy();
  });

  it('is not needed by a hook with a client of its own', async () => {
    const { client } = await stage();
    const Own = () => <p>{useSession({ client }).name}</p>;
    render(<Own />);
    expect(screen.getByText('ready')).toBeTruthy();
  });

  it('is named in the error of a hook without a client', () => {
    const error = thrownBy(useCtiClient);
    expect(CtiError.is(error, 'NO_CLIENT')).toBe(true);
    expect(String(error)).toContain('CtiProvider');
  });
});

inBothModes('useAgent without an ID', () => {
  it('throws in bridge mode', async () => {
    const { client } = await stage({ mode: everybody });
    const error = thrownBy(() => useAgent(undefined, { client }));
    expect(CtiError.is(error, 'INVALID_ARGUMENT')).toBe(true);
  });

  it('returns the session’s own agent, also before the first event', async () => {
    const { show } = await stage({ mode: jdoe, connect: false });
    const Own = () => {
      const { agent, cannot } = useAgent();
      return <p>{`${agent?.extension} ${agent?.state}: ${cannot('ready')}`}</p>;
    };
    show(<Own />);
    expect(screen.getByText('2001 unknown: The session is idle.')).toBeTruthy();
  });
});
