/** Dedicated sessions before the shared session is ready. */
import { describe, expect, it } from 'vitest';
import type { Link, LinkClosed } from '../../core/transport.ts';
import type { Rights } from '../../relay/authorization/rights.ts';
import { createDedicatedSessions } from '../../relay/sessions/dedicated-sessions.ts';
import type { Sessions } from '../../relay/sessions/sessions.ts';
import type { LocalUpstream, Upstream, UpstreamListener } from '../../relay/sessions/upstream.ts';
import { settle } from './fake-clock.ts';

function setUp() {
  let listener: UpstreamListener | undefined;
  let isReady = false;
  const made: string[] = [];
  const shared = {
    get isReady() {
      return isReady;
    },
    listen(added: UpstreamListener) {
      listener = added;
      return () => {};
    },
    replica: { agents: { get: () => ({ getSnapshot: () => ({ extension: '2001' }) }) } },
  } as unknown as Upstream;
  const own = {
    session: { subscribe: () => () => {}, getSnapshot: () => ({ name: 'connecting' }) },
    start: () => {},
    stop: async () => {},
  } as unknown as LocalUpstream;
  const sessions = { serve: () => ({}), stop: () => {}, unanswered: 2 } as unknown as Sessions;
  const dedicated = createDedicatedSessions({
    shared,
    sharedSessions: sessions,
    createUpstream(agentId) {
      made.push(agentId);
      return own;
    },
    createSessions: () => sessions,
  });
  return {
    dedicated,
    made,
    setReady() {
      isReady = true;
      listener?.readyChanged(true);
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

describe('a client that connects before CCX is reachable', () => {
  it('gets a session as soon as the shared session is ready', () => {
    const { dedicated, made, setReady } = setUp();
    dedicated.serve(link().link, rights('jdoe'));
    expect(made).toEqual([]);
    setReady();
    expect(made).toEqual(['jdoe']);
    expect(dedicated.states).toEqual(['connecting']);
    expect(dedicated.unanswered).toBe(2);
  });

  it('gets none if it has disconnected before', async () => {
    const { dedicated, made, setReady } = setUp();
    const client = link();
    dedicated.serve(client.link, rights('jdoe'));
    dedicated.serve(link().link, rights('asmith'));
    client.close();
    await settle();
    setReady();
    expect(made).toEqual(['asmith']);
  });
});
