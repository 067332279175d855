/** Sessions with CCX of one agent each, before the bridge session is ready. */
import { describe, expect, it } from 'vitest';
import type { Link, LinkClosed } from '../../core/transport.ts';
import type { Rights } from '../../relay/authorization/rights.ts';
import { createDedicated } from '../../relay/sessions/dedicated-sessions.ts';
import type { Sessions } from '../../relay/sessions/sessions.ts';
import type { Upstream, UpstreamListener } from '../../relay/sessions/upstream.ts';
import { settle } from './fake-clock.ts';

function house() {
  let bridge: UpstreamListener | undefined;
  let isReady = false;
  const made: string[] = [];
  const shared = {
    get isReady() {
      return isReady;
    },
    listen(listener: UpstreamListener) {
      bridge = listener;
      return () => {};
    },
    mirror: { agents: { get: () => ({ getSnapshot: () => ({ extension: '2001' }) }) } },
  } as unknown as Upstream;
  const own = {
    session: { subscribe: () => () => {}, getSnapshot: () => ({ name: 'connecting' }) },
    start: () => {},
    stop: async () => {},
  } as unknown as Upstream;
  const sessions = { serve: () => ({}), stop: () => {}, unanswered: 2 } as unknown as Sessions;
  const dedicated = createDedicated({
    shared,
    sharedSessions: sessions,
    upstreamFor(agentId) {
      made.push(agentId);
      return own;
    },
    sessionsOver: () => sessions,
  });
  return {
    dedicated,
    made,
    becomesReady() {
      isReady = true;
      bridge?.ready(true);
    },
  };
}

function link(): { readonly link: Link; close(): void } {
  let end: (how: LinkClosed) => void = () => {};
  const closed = new Promise<LinkClosed>((resolve) => {
    end = resolve;
  });
  return { link: { closed } as Link, close: () => end({ reason: 'peer', wasClean: true }) };
}
const rights = (agentId: string): Rights => ({ role: 'agent', subject: agentId, agentId });

describe('a page that came before CCX was in reach', () => {
  it('gets its session when it is', () => {
    const { dedicated, made, becomesReady } = house();
    dedicated.serve(link().link, rights('jdoe'));
    expect(made).toEqual([]);
    becomesReady();
    expect(made).toEqual(['jdoe']);
    expect(dedicated.states).toEqual(['connecting']);
    expect(dedicated.unanswered).toBe(2);
  });

  it('and left before gets none, and nobody else does for it', async () => {
    const { dedicated, made, becomesReady } = house();
    const page = link();
    dedicated.serve(page.link, rights('jdoe'));
    dedicated.serve(link().link, rights('asmith'));
    page.close();
    await settle();
    becomesReady();
    expect(made).toEqual(['asmith']);
  });
});
