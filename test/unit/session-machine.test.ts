/** All transitions of the session's state machine: public states and effects, on a fake clock. */
import { describe, expect, it } from 'vitest';
import { CtiError } from '../../core/errors.ts';
import type { Endpoints } from '../../core/session/endpoints.ts';
import { reconnectPolicy } from '../../core/session/reconnect-policy.ts';
import { createSessionActor, toState } from '../../core/session/session-actor.ts';
import {
  type SessionMachineEvent,
  type SessionMachineInput,
  sessionLogic,
} from '../../core/session/session-machine.ts';
import type { SessionState } from '../../core/session/session-state.ts';
import type { Link } from '../../core/transport.ts';
import { FakeClock, settle } from './fake-clock.ts';
import { allTransitions, elapsedDelay } from './machine-graph.ts';

const a = { host: 'a', port: 1 };
const b = { host: 'b', port: 1 };
const lost = new CtiError('LINK_LOST', 'lost', { reason: 'reset' });
const replaced = new CtiError('SESSION_REPLACED', 'replaced', { status: 11 });
const grant = { version: 17, servicesGranted: 0, servicesRefused: 0 };

const openTimeoutMs = 7000;
const input: SessionMachineInput = {
  endpoints: [a, b],
  policy: reconnectPolicy(),
  now: () => 0,
  random: () => 0,
  heartbeatMs: 6000,
  idleTimeoutMs: 40_000,
  openTimeoutMs,
  sendHeartbeat: () => {},
};

const events: readonly SessionMachineEvent[] = [
  { type: 'CONNECT' },
  { type: 'CLOSE' },
  { type: 'OPENED', grant, online: true },
  { type: 'OPENED', grant, online: false },
  { type: 'LOST', error: lost },
  { type: 'LOST', error: replaced },
  { type: 'REACHABLE', reachable: false },
  { type: 'ONLINE' },
  { type: 'OFFLINE' },
  { type: 'RESYNC' },
  { type: 'PROGRESS', progress: { done: 1, total: 2 } },
  { type: 'HEARTBEAT_ANSWERED' },
  { type: 'CLOSE_CONFIRMED' },
];

/** The running machine, and its effects. */
function startMachine(endpoints: Endpoints = [a, b]) {
  const clock = new FakeClock(0);
  const states: SessionState[] = [];
  const dropped: { link: Link; inOrder: boolean }[] = [];
  const done = {
    dialed: [] as string[],
    opened: 0,
    receivers: 0,
    resyncs: 0,
    closeRequests: 0,
    heartbeats: 0,
  };
  let finish = (): void => {};
  let fail = (_: Error): void => {};
  const pending = <T>(value: T): Promise<T> =>
    new Promise((resolve, reject) => {
      finish = () => resolve(value);
      fail = reject;
    });
  const link: Link = {
    endpoint: a,
    incoming: (async function* () {})(),
    bufferedAmount: 0,
    send: () => {},
    close: async () => {},
    abort: () => {},
    closed: new Promise(() => {}),
  };
  const actor = createSessionActor(
    { ...input, endpoints, now: () => clock.now(), sendHeartbeat: () => done.heartbeats++ },
    {
      dial({ host }) {
        done.dialed.push(host);
        return pending(link);
      },
      receive() {
        done.receivers++;
        return () => done.receivers--;
      },
      resync(_, signal) {
        done.resyncs++;
        signal.addEventListener('abort', () => done.resyncs--);
        return pending(undefined).finally(() => {
          if (!signal.aborted) done.resyncs--;
        });
      },
      openLink: () => done.opened++,
      sendClose: () => done.closeRequests++,
      dropLink: (dropped_, inOrder) => dropped.push({ link: dropped_, inOrder }),
    },
    clock,
    (error) => {
      throw error;
    },
  );
  /** Advances the clock until the session waits. */
  const failure = async (): Promise<void> => {
    for (let at = 0; at < 60_000 && states.at(-1)?.name !== 'waiting'; at += 100) await clock.advance(100);
  };
  actor.subscribe((state) => states.push(state));
  actor.start();
  return {
    clock,
    done,
    dropped,
    state: () => states.at(-1) ?? { name: 'idle', reachable: false },
    /** Sends the event, elapses the delay, or settles the pending effect. */
    async step(event: SessionMachineEvent | { readonly type: `xstate.${string}` }) {
      const delay = elapsedDelay(event);
      if (delay === 'retry') await clock.advance(500);
      else if (delay === 'openTimeout') await clock.advance(openTimeoutMs);
      else if (delay === 'closeTimeout') await clock.advance(5000);
      else if (delay === 'offlineTimeout') await failure();
      else if (event.type === 'xstate.done.actor.heartbeat') await failure();
      else if (event.type.startsWith('xstate.done')) finish();
      else if (event.type.startsWith('xstate.error')) fail(lost);
      else if (isMachineEvent(event)) actor.send(event);
      await settle();
    },
  };
}

const isMachineEvent = (event: { readonly type: string }): event is SessionMachineEvent =>
  !event.type.startsWith('xstate.');

const transitions = allTransitions(sessionLogic, input, events);
const hasLink: readonly SessionState['name'][] = ['opening', 'synchronizing', 'ready', 'closing'];

describe('the session machine', () => {
  it('has all public states', () => {
    expect(new Set(transitions.map(({ state }) => toState(state).name))).toEqual(
      new Set(['connecting', 'opening', 'synchronizing', 'ready', 'waiting', 'closing', 'closed']),
    );
  });

  it.each(transitions)('$title: the effects match the state', async ({ events: path, state }) => {
    const { done, dropped, step, state: current } = startMachine();
    for (const event of path) await step(event);
    const { name } = current();
    // The graph has no data for results of actors.
    expect(name).toBe(toState({ ...state, context: { ...state.context, error: lost } }).name);
    const isOpen = hasLink.includes(name);
    expect(done.receivers).toBe(isOpen ? 1 : 0);
    expect(done.opened - dropped.length).toBe(isOpen ? 1 : 0);
    expect(done.resyncs).toBe(JSON.stringify(state.value).includes('rebuilding') ? 1 : 0);
    expect(done.closeRequests).toBe(path.some(({ type }) => type === 'CLOSE') && done.opened > 0 ? 1 : 0);
    expect(dropped.some(({ inOrder }) => inOrder)).toBe(path.some(({ type }) => type === 'CLOSE_CONFIRMED'));
  });

  it('stays on its only node when it goes offline', async () => {
    const { step, clock, state } = startMachine([a]);
    await step({ type: 'CONNECT' });
    await step({ type: 'xstate.done.actor.dial' });
    await step({ type: 'OPENED', grant, online: false });
    await clock.advance(15_000);
    expect(state()).toMatchObject({ name: 'synchronizing', online: false });
  });

  it('moves to the next node with each failure and counts the attempts', async () => {
    const { done, step, state } = startMachine();
    await step({ type: 'CONNECT' });
    await step({ type: 'xstate.error.actor.dial' });
    expect(state()).toMatchObject({ name: 'waiting', attempt: 1, retryAt: 500, next: b });
    await step({ type: 'xstate.after.retry' });
    await step({ type: 'xstate.error.actor.dial' });
    expect(state()).toMatchObject({ name: 'waiting', attempt: 2, next: a });
    expect(done.dialed).toEqual(['a', 'b']);
  });

  it('is not reachable without a link, nor while the peer is out of reach', async () => {
    const { step, state } = startMachine();
    const reachable: boolean[] = [];
    for (const event of [
      { type: 'CONNECT' },
      { type: 'xstate.done.actor.dial' },
      { type: 'OPENED', grant, online: true },
      { type: 'REACHABLE', reachable: false },
      { type: 'xstate.done.actor.resync' },
      { type: 'REACHABLE', reachable: true },
      { type: 'LOST', error: lost },
    ] as const) {
      await step(event);
      reachable.push(state().reachable);
    }
    expect(reachable).toEqual([false, true, true, false, false, true, false]);
  });

  it('is closed with the reason when the policy gives up', async () => {
    const { step, state } = startMachine();
    await step({ type: 'CONNECT' });
    await step({ type: 'xstate.done.actor.dial' });
    await step({ type: 'LOST', error: replaced });
    expect(state()).toEqual({
      name: 'closed',
      reachable: false,
      reason: 'replaced',
      error: replaced,
    });
  });
});
