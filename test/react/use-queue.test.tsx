import { screen } from '@testing-library/react';
import { useQueue, useQueues, useStatistics, useTeam, useTeams } from 'rxcti/react';
import { expect, it } from 'vitest';
import { inBothModes, stage } from './harness.tsx';

inBothModes('queues', () => {
  it('have statistics', async () => {
    const { show, does, advance, client, center } = await stage({ simulator: { autoStart: false } });
    let rendered = 0;
    const Row = ({ id }: { readonly id: number }) => {
      rendered++;
      const { queue, live, server } = useQueue(id);
      return <li>{`${queue?.name} ${live?.callsWaiting} ${server?.callsWaiting ?? '-'}`}</li>;
    };
    const Board = () => useQueues((queues) => [...queues.keys()]).map((id) => <Row key={id} id={id} />);
    show(<Board />);
    const rows = (): (string | null)[] => screen.getAllByRole('listitem').map((row) => row.textContent);
    expect(rows()).toEqual(['Sales 0 -', 'Support 0 -', 'Billing 0 -']);
    for (const agent of client.agents.getSnapshot().values())
      if (agent.state === 'ready') await does(() => client.agents.get(agent.agentId)?.setState('notReady'));
    center.a.start();
    await does(() => center.a.inboundCall({ dnis: '7001' }));
    await advance(20_000);
    expect(rows()).toEqual(['Sales 0 -', 'Support 1 -', 'Billing 0 -']);
    await does(() => client.statistics.queryQueue(2));
    expect(rows()).toEqual(['Sales 0 -', 'Support 1 1', 'Billing 0 -']);
    rendered = 0;
    await does(() => client.statistics.queryQueue(3));
    // One row, at most twice (StrictMode).
    expect(rendered).toBeGreaterThan(0);
    expect(rendered).toBeLessThanOrEqual(2);
  });

  it('with a selector: render only when the selection changes', async () => {
    const { show, does, advance, client } = await stage({ simulator: { autoStart: false } });
    let [rendered, told] = [0, 0];
    client.statistics.live.subscribe(() => told++);
    const Row = () => {
      rendered++;
      // A new function at each render, with a new object each time.
      const { name, ready } = useQueue(1, ({ queue, live }) => ({
        name: queue?.name,
        ready: live?.agents.ready ?? 0,
      }));
      return <p>{`${name}: ${ready}`}</p>;
    };
    const Whole = () => {
      const whole = useQueue(1, ({ live }) => ({ ...live }), { isEqual: () => true });
      return <b>{whole.agents?.ready ?? 0}</b>;
    };
    show(
      <>
        <Row />
        <Whole />
      </>,
    );
    const ready = client.statistics.live.getSnapshot().get(1)?.agents.ready ?? 0;
    const others = [...client.agents.getSnapshot().values()].filter(
      ({ state, queueIds }) => state === 'notReady' && queueIds.includes(1),
    );
    expect(screen.getByText(`Sales: ${ready}`)).toBeTruthy();
    rendered = 0;
    for (const { agentId } of others) await does(() => client.agents.get(agentId)?.logout());
    await advance(200);
    expect(others.length * told).toBeGreaterThan(0);
    expect(rendered).toBe(0);
    await does(() => client.agents.get('jdoe')?.setState('notReady'));
    await advance(200);
    expect(screen.getByText(`Sales: ${ready - 1}`)).toBeTruthy();
    expect(screen.getByText(String(ready), { selector: 'b' })).toBeTruthy();
    expect(rendered).toBeGreaterThan(0);
    expect(rendered).toBeLessThanOrEqual(2);
  });

  it('are refreshed while mounted, with staleSince', async () => {
    const { show, does, advance, client, center, clock } = await stage({ simulator: { autoStart: false } });
    const asked: string[] = [];
    client.messages$.subscribe(({ message }) => {
      if (message.type === 'QUERY_QUEUE_STATISTICS_REQ') asked.push(message.type);
    });
    const Board = () => {
      const { live, server, staleSince } = useStatistics({ refreshMs: 1000 });
      return <p>{`${live.size} ${server.size} ${staleSince ?? 'now'}`}</p>;
    };
    const { unmount } = show(<Board />);
    await advance(5000);
    expect(screen.getByText('3 3 now')).toBeTruthy();
    const lostAt = clock.now();
    await does(() => center.a.dropLink());
    expect(screen.getByText(`3 3 ${lostAt}`)).toBeTruthy();
    await advance(5000);
    expect(screen.getByText('3 3 now')).toBeTruthy();
    unmount();
    const before = asked.length;
    expect(before).toBeGreaterThanOrEqual(5);
    await advance(10_000);
    expect(asked.length).toBe(before);
  });
});

inBothModes('teams', () => {
  it('have members and queues', async () => {
    const { show } = await stage();
    const Teams = () => useTeams((teams) => [...teams.keys()]).map((id) => <Team key={id} id={id} />);
    const Team = ({ id }: { readonly id: number }) => {
      const team = useTeam(id);
      return <li>{`${team?.name}: ${team?.members.size}`}</li>;
    };
    show(<Teams />);
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'Team North: 6',
      'Team South: 6',
    ]);
  });
});
