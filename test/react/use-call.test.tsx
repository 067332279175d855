import { screen } from '@testing-library/react';
import { memo } from 'react';
import type { ActionAvailability, CallAction } from 'rxcti';
import { useCall, useCalls } from 'rxcti/react';
import { expect, it } from 'vitest';
import { everybody, inBothModes, jdoe, stage } from './harness.tsx';

const shown: readonly CallAction[] = ['answer', 'hold', 'retrieve', 'consult', 'transfer', 'conference'];

/** Memoized: does not render with the list. */
const Line = memo(function Line({ id }: { readonly id: number | undefined }) {
  const { call, can, cannot } = useCall(id);
  const possible = shown.filter((action) => can(action));
  return (
    <li>
      {call === undefined ? `none: ${cannot('hold')}` : `${call.ani} ${call.state}: ${possible.join(' ')}`}
    </li>
  );
});

function Lines() {
  return useCalls().map(({ id }) => <Line key={id} id={id} />);
}

const lines = (): string[] => screen.queryAllByRole('listitem').map((item) => item.textContent ?? '');

/** Two agents; only jdoe is in the first queue. */
const simulator = { agents: 2 };

const HoldButton = memo(function HoldButton({ hold, onRender }: HoldButtonProps) {
  onRender();
  return <button type="button" disabled={!hold.enabled} title={hold.reason?.message} />;
});

interface HoldButtonProps {
  readonly hold: ActionAvailability;
  readonly onRender: () => void;
}

function AvailabilityOf({ id, onRender }: { readonly id: number; readonly onRender: () => void }) {
  const { availability } = useCall(id, { at: '2001' });
  return <HoldButton hold={availability.hold} onRender={onRender} />;
}

inBothModes('useCall', () => {
  it('gives availability that memoized components can take: a new object only when it changes', async () => {
    const { show, does, advance, client, center } = await stage({ mode: jdoe, simulator });
    await does(() => center.a.inboundCall({ ani: '4930555' }));
    await advance(20_000);
    const id = [...client.calls.getSnapshot().keys()][0] as number;
    let renders = 0;
    show(<AvailabilityOf id={id} onRender={() => renders++} />);
    const button = () => screen.getByRole('button') as HTMLButtonElement;
    expect(button().disabled).toBe(true);
    expect(button().title).toMatch(/^The call cannot be held: /);
    await does(() => client.calls.get(id)?.answer());
    expect(button().disabled).toBe(false);
    const before = renders;
    await does(() => client.calls.get(id)?.setData({ variables: { 1: 'gold' } }));
    expect(client.calls.get(id)?.getSnapshot().variables).toEqual({ 1: 'gold' });
    expect(renders).toBe(before);
    await does(() => client.close());
    expect(button().disabled).toBe(true);
  });

  it('follows a call and its available actions', async () => {
    const { show, does, advance, client, center } = await stage({ mode: jdoe, simulator });
    show(<Lines />);
    expect(lines()).toEqual([]);
    await does(() => center.a.inboundCall({ ani: '4930555' }));
    await advance(20_000);
    expect(lines()).toEqual(['4930555 alerting: answer']);
    const id = [...client.calls.getSnapshot().keys()][0] as number;
    await does(() => client.calls.get(id)?.answer());
    expect(lines()).toEqual(['4930555 connected: hold consult']);
    await does(() => client.calls.get(id)?.consult('4930999'));
    expect(lines()[0]).toBe('4930555 held: retrieve');
    // The answer of the consult call changes the available actions of the first call.
    await advance(10_000);
    expect(lines()).toEqual([
      '4930555 held: transfer conference',
      '2001 connected: hold transfer conference',
    ]);
    await does(() => center.a.hangUp('4930999'));
    await advance(6000);
    expect(lines()).toEqual(['4930555 held: retrieve']);
    await does(() => client.calls.get(id)?.retrieve());
    expect(lines()).toEqual(['4930555 connected: hold consult']);
    await does(() => center.a.hangUp('4930555'));
    expect(lines()).toEqual(['4930555 ended: ']);
    await advance(6000);
    expect(lines()).toEqual([]);
  });

  it('has unavailable actions without a call', async () => {
    const { show, client } = await stage({ mode: everybody });
    show(
      <>
        <Line id={undefined} />
        <Line id={4711} />
      </>,
    );
    expect(lines()).toEqual(['none: There is no call.', 'none: There is no call 4711.']);
    expect(client.calls.get(4711)).toBeUndefined();
  });

  it('rejects actions of a call that was removed', async () => {
    const { show } = await stage();
    let answer: Promise<void> | undefined;
    const Absent = (): null => {
      const call = useCall(4711);
      answer ??= call.answer();
      return null;
    };
    show(<Absent />);
    await expect(answer).rejects.toMatchObject({ code: 'NOT_POSSIBLE' });
  });
});

inBothModes('useCalls', () => {
  it('of an agent are those at the extension', async () => {
    const { show, does, advance, center } = await stage({ mode: everybody, simulator });
    const CallList = ({ of }: { readonly of: string }) => (
      <p>{`${of}: ${useCalls(of)
        .map(({ ani }) => ani)
        .join(' ')}`}</p>
    );
    show(
      <>
        <CallList of="jdoe" />
        <CallList of="asmith" />
        <CallList of="whoever" />
      </>,
    );
    await does(() => center.a.inboundCall({ ani: '4930555', dnis: '7000' }));
    await advance(20_000);
    expect(screen.getByText('jdoe: 4930555')).toBeTruthy();
    expect(screen.getByText('asmith:')).toBeTruthy();
    expect(screen.getByText('whoever:')).toBeTruthy();
  });

  it('stay while the session is down, marked stale', async () => {
    const { show, does, advance, center } = await stage({ mode: jdoe, simulator });
    const CallList = () => useCalls().map((call) => <li key={call.id}>{`${call.ani} ${call.stale}`}</li>);
    show(<CallList />);
    await does(() => center.a.inboundCall({ ani: '4930555' }));
    await advance(20_000);
    await does(() => center.failover());
    expect(lines()).toEqual(['4930555 true']);
    await advance(5000);
    expect(lines()).toEqual(['4930555 false']);
  });

  it('are marked stale while the server is offline, though the link is up', async () => {
    const { show, does, advance, center } = await stage({
      mode: jdoe,
      simulator,
      endpoints: [{ host: 'ccx-a', port: 42027 }], // no other node
    });
    const CallList = () => useCalls().map((call) => <li key={call.id}>{`${call.ani} ${call.stale}`}</li>);
    show(<CallList />);
    await does(() => center.a.inboundCall({ ani: '4930555' }));
    await advance(20_000);
    await does(() => center.a.goOffline());
    await advance(10);
    expect(lines()).toEqual(['4930555 true']);
    await does(() => center.a.clearFaults());
    await advance(1000);
    expect(lines()).toEqual(['4930555 false']);
  });
});
