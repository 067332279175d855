import { render } from '@testing-library/react';
import { useCtiEvent } from 'rxcti/react';
import { expect, it } from 'vitest';
import { inBothModes, stage } from './harness.tsx';

inBothModes('useCtiEvent', () => {
  it('calls the latest handler once per event of its type, until unmounted', async () => {
    const { client, does } = await stage({ simulator: { autoStart: false } });
    const heard: string[] = [];
    const Ear = ({ name }: { readonly name: string }): null => {
      useCtiEvent('AGENT_STATE_EVENT', ({ agentId }) => heard.push(`${name} ${agentId}`), { client });
      return null;
    };
    const { rerender, unmount } = render(<Ear name="one" />);
    await does(() => client.agents.get('jdoe')?.setState('notReady'));
    expect(heard).toEqual(['one jdoe']);
    rerender(<Ear name="two" />);
    await does(() => client.agents.get('asmith')?.setState('notReady'));
    unmount();
    await does(() => client.agents.get('asmith')?.setState('ready'));
    expect(heard).toEqual(['one jdoe', 'two asmith']);
  });
});
