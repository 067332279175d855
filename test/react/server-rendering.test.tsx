import { act, screen } from '@testing-library/react';
import { StrictMode, Suspense, useState } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import {
  CtiProvider,
  useAgent,
  useAgents,
  useCall,
  useCalls,
  useCommand,
  useCtiClient,
  useCtiEvent,
  useDuration,
  useObservable,
  useQueue,
  useQueues,
  useSession,
  useStatistics,
  useTeam,
} from 'rxcti/react';
import { expect, it, vi } from 'vitest';
import { inBothModes, stage } from './harness.tsx';

function Page() {
  const { name } = useSession();
  const ready = useAgents((agents) => [...agents.values()].filter(({ state }) => state === 'ready').length);
  const { agent } = useAgent('jdoe');
  const queues = useQueues((all) => [...all.values()].map((queue) => queue.name).join());
  const { live } = useQueue(1);
  return (
    <p>{`${name} ${ready > 0} ${agent?.firstName} ${queues} ${live?.callsWaiting} ${useCalls().length}`}</p>
  );
}

/** All the other hooks. */
function Rest() {
  const [since] = useState(useCtiClient().clock.now() - 5000);
  const { pending } = useCommand(async () => {});
  useCtiEvent('BEGIN_CALL_EVENT', () => {});
  const heard = useObservable(useCtiClient().events$);
  return (
    <p>{`${useDuration(since)} ${pending} ${heard?.type} ${useCall(7).call?.state} ${useStatistics().live.size} ${useTeam(1)?.name} ${useQueue(2, ({ queue }) => queue?.name)}`}</p>
  );
}

inBothModes('a page that the server rendered', () => {
  it('renders the snapshots, hydrates without a mismatch, and leaves no subscription', async () => {
    const { client, does } = await stage({ simulator: { autoStart: false } });
    const page = (
      <StrictMode>
        <CtiProvider client={client}>
          <Page />
          <Rest />
        </CtiProvider>
      </StrictMode>
    );
    const html = renderToString(page);
    expect(html).toBe(
      '<p>ready true John Sales,Support,Billing 0 0</p><p>5000 false undefined undefined 3 Team North Support</p>',
    );
    const errors = vi.spyOn(console, 'error').mockImplementation(() => {});
    const container = document.createElement('div');
    container.innerHTML = html;
    const root = await act(async () => hydrateRoot(container, page));
    expect(errors).not.toHaveBeenCalled();
    await does(() => void client.close());
    expect(container.textContent).toMatch(/^closed/);
    await act(async () => root.unmount());
    errors.mockRestore();
  });
});

inBothModes('a page that suspends', () => {
  it('shows the current state when it resumes', async () => {
    const { client, show, does } = await stage({ simulator: { autoStart: false } });
    let wake: () => void = () => {};
    let asleep = true;
    const sleeping = new Promise<void>((resolve) => {
      wake = () => {
        asleep = false;
        resolve();
      };
    });
    const Sleeper = () => {
      const { agent } = useAgent('jdoe');
      const [name] = useState('John');
      if (asleep) throw sleeping;
      return <p>{`${name} is ${agent?.state}`}</p>;
    };
    show(
      <Suspense fallback={<p>one moment</p>}>
        <Sleeper />
      </Suspense>,
    );
    expect(screen.getByText('one moment')).toBeTruthy();
    await does(() => client.agents.get('jdoe')?.setState('notReady'));
    await does(() => wake());
    expect(screen.getByText('John is notReady')).toBeTruthy();
  });
});
