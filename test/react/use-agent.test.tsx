import { act, fireEvent, screen } from '@testing-library/react';
import { memo, useState } from 'react';
import type { AgentAction } from 'rxcti';
import { type UseAgentResult, useAgent, useAgents, useCommand } from 'rxcti/react';
import { expect, it } from 'vitest';
import { everybody, inBothModes, jdoe, stage } from './harness.tsx';

const actions: readonly AgentAction[] = ['login', 'logout', 'ready', 'notReady', 'work', 'makeCall'];

function Desk({ id }: { readonly id?: string }) {
  const { agent, can, login, setState } = useAgent(id);
  const password = '12345';
  const logIn = useCommand(() => login({ password }));
  const ready = useCommand(() => setState('ready'));
  return (
    <>
      <p>
        {agent === undefined ? 'nobody' : `${agent.firstName} is ${agent.state}${agent.stale ? '?' : ''}`}
      </p>
      <ul>
        {actions
          .filter((action) => can(action))
          .map((action) => (
            <li key={action}>{action}</li>
          ))}
      </ul>
      <button type="button" onClick={() => logIn.run()}>
        log in
      </button>
      <button type="button" onClick={() => ready.run()}>
        ready
      </button>
      <output>{ready.error?.message}</output>
    </>
  );
}

const possible = (): string[] => screen.queryAllByRole('listitem').map((item) => item.textContent ?? '');

inBothModes('useAgent', () => {
  it('shows the own agent, and runs actions', async () => {
    const { show, does } = await stage({ mode: jdoe, simulator: { autoStart: false } });
    show(<Desk />);
    expect(screen.getByText('John is ready')).toBeTruthy();
    await does(() => fireEvent.click(screen.getByText('ready', { selector: 'button' })));
    expect(screen.getByRole('status').textContent).toContain('The agent is ready.');
    expect(possible()).toEqual(['logout', 'notReady', 'makeCall']);
  });

  it('updates `can` with the session', async () => {
    const { show, does, advance, center } = await stage({ mode: jdoe });
    show(<Desk />);
    expect(possible()).not.toEqual([]);
    await does(() => center.failover());
    expect(screen.getByText('John is ready?')).toBeTruthy();
    expect(possible()).toEqual([]);
    await advance(5000);
    expect(screen.getByText('John is ready')).toBeTruthy();
    expect(possible()).not.toEqual([]);
  });

  it('returns a new object when the grant changes, for memoized children', async () => {
    const { show, client } = await stage({ mode: jdoe, simulator: { autoStart: false } });
    const Light = memo(function Light({ desk }: { readonly desk: UseAgentResult }) {
      return <p>{desk.cannot('notReady') ?? 'go'}</p>;
    });
    const Parent = () => <Light desk={useAgent()} />;
    show(<Parent />);
    expect(screen.getByText('go')).toBeTruthy();
    act(() => void client.close());
    expect(screen.getByText('The session is closing.')).toBeTruthy();
  });

  it('works before the agent is known, and when the ID changes', async () => {
    const { show, does, client, advance } = await stage({ connect: false, mode: everybody });
    const { rerender } = show(<Desk id="asmith" />);
    expect(screen.getByText('nobody')).toBeTruthy();
    await does(() => fireEvent.click(screen.getByText('ready', { selector: 'button' })));
    expect(screen.getByRole('status').textContent).toContain('There is no agent asmith.');
    await does(() => void client.connect());
    await advance(1000);
    expect(screen.getByText('Anna is ready')).toBeTruthy();
    rerender(<Desk id="bwong" />);
    expect(client.agents.get('bwong')).toBeDefined();
  });
});

inBothModes('useAgents', () => {
  it('renders when the selection changes, and not before', async () => {
    const { show, does, client } = await stage({ simulator: { autoStart: false } });
    let rendered = 0;
    const Count = memo(function Count() {
      rendered++;
      // A new function at each render, with a new list each time.
      const ready = useAgents((agents) =>
        [...agents.values()].filter(({ state }) => state === 'ready').map(({ agentId }) => agentId),
      );
      return <p>{ready.length} ready</p>;
    });
    show(<Count />);
    const before = client.agents.getSnapshot();
    const ready = [...before.values()].filter(({ state }) => state === 'ready');
    const others = [...before.values()].filter(({ state }) => state === 'notReady');
    expect(screen.getByText(`${ready.length} ready`)).toBeTruthy();
    rendered = 0;
    const [first] = others;
    if (first === undefined) throw new Error('nobody is not ready');
    await does(() => client.agents.get(first.agentId)?.setState('notReady', { reasonCode: 33 }));
    expect(client.agents.getSnapshot()).not.toBe(before);
    expect(rendered).toBe(0);
    await does(() => client.agents.get('jdoe')?.setState('notReady'));
    expect(screen.getByText(`${ready.length - 1} ready`)).toBeTruthy();
    expect(rendered).toBeGreaterThan(0);
  });

  it('runs a selector with the latest props', async () => {
    const { show } = await stage();
    const Finder = () => {
      const [id, setId] = useState('jdoe');
      const name = useAgents((agents) => agents.get(id)?.lastName);
      return (
        <button type="button" onClick={() => setId('asmith')}>
          {name}
        </button>
      );
    };
    show(<Finder />);
    fireEvent.click(screen.getByText('Doe'));
    expect(screen.getByText('Smith')).toBeTruthy();
  });

  it('renders one row of 400 when one agent changes', async () => {
    const { show, does, client } = await stage({ simulator: { agents: 400, autoStart: false } });
    const rendered: string[] = [];
    const Row = memo(function Row({ id }: { readonly id: string }) {
      rendered.push(id);
      return <li>{useAgent(id).agent?.state}</li>;
    });
    const Board = () => useAgents((agents) => [...agents.keys()]).map((id) => <Row key={id} id={id} />);
    show(<Board />);
    expect(screen.getAllByRole('listitem')).toHaveLength(400);
    rendered.length = 0;
    await does(() => client.agents.get('jdoe')?.setState('notReady'));
    expect([...new Set(rendered)]).toEqual(['jdoe']);
  });
});
