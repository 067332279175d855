/** Reconnecting to a relay: all transitions of the machine, with its effects on a fake clock. */
import { describe, expect, it } from 'vitest';
import { type AcceptedSocket, RelayRefusedError } from '../../transports/websocket/handshake.ts';
import {
  type ReconnectInput,
  reconnectLogic,
  startReconnect,
} from '../../transports/websocket/reconnect-machine.ts';
import { FakeClock } from './fake-clock.ts';
import { allTransitions, elapsedDelay } from './machine-graph.ts';

const input: ReconnectInput = {
  resumeWindowMs: 30_000,
  relays: 1,
  random: () => 0,
  unavailableMs: () => 0,
};
const delaysMs = new Map([
  ['attemptTimeout', 4000],
  ['retry', 125],
  ['resumeWindow', 30_000],
]);
const accepted: AcceptedSocket = {
  socket: { send: () => {}, close: () => {} },
  welcome: {
    kind: 'welcome',
    session: 'session',
    epoch: 'a',
    resumed: true,
    migrated: false,
    received: 0,
    role: 'agent',
    agentId: 'jdoe',
    pingMs: 10_000,
    windowMs: 30_000,
    maxMessageBytes: 65_536,
  },
  listen: () => {},
};
const networkError = new Error('connection refused');
const refusal = new RelayRefusedError('token-invalid', 'The token is invalid');

const transitions = allTransitions(reconnectLogic, input, [
  { type: 'DISCONNECTED' },
  { type: 'ACCEPTED', accepted },
  { type: 'FAILED', error: networkError },
  { type: 'FAILED', error: refusal },
  { type: 'WAKE' },
  { type: 'CLOSED' },
]);

/** The running machine, and what it did. */
function startMachine(more: Partial<ReconnectInput> = {}) {
  const clock = new FakeClock(0);
  let onAccepted: (accepted: AcceptedSocket) => void;
  let onFailed: (error: unknown) => void;
  const done = { attemptsAt: [] as number[], pending: 0, attached: 0, isReachable: true };
  const failures: unknown[] = [];
  const { send } = startReconnect(
    { ...input, ...more },
    {
      connect(...listeners) {
        [onAccepted, onFailed] = listeners;
        done.attemptsAt.push(clock.now());
        done.pending++;
        return () => done.pending--;
      },
      attach: () => done.attached++,
      failLink: (error) => failures.push(error),
      reportReachable: (isReachable) => {
        done.isReachable = isReachable;
      },
    },
    clock,
  );
  return {
    clock,
    done,
    failures,
    send,
    accept: () => onAccepted(accepted),
    fail: (error: unknown) => onFailed(error),
  };
}

it('has all states', () => {
  expect(new Set(transitions.map(({ state }) => JSON.stringify(state.value)))).toEqual(
    new Set(['{"disconnected":"connecting"}', '{"disconnected":"waiting"}', '"connected"', '"closed"']),
  );
});

it.each(transitions)('$title: the effects match the state', async ({ events, state }) => {
  const { clock, done, failures, send, accept, fail } = startMachine();
  for (const event of events) {
    const delay = elapsedDelay(event);
    if (delay !== undefined) await clock.advance(delaysMs.get(delay) ?? Number.NaN);
    else if (event.type === 'ACCEPTED') accept();
    else if (event.type === 'FAILED') fail(event.error);
    else if (event.type === 'DISCONNECTED' || event.type === 'WAKE' || event.type === 'CLOSED') send(event);
  }
  const value = JSON.stringify(state.value);
  const last = events.at(-1);
  const isDisconnected = value.includes('disconnected');
  expect(done.isReachable).toBe(!isDisconnected);
  expect(done.pending).toBe(value.includes('connecting') ? 1 : 0);
  expect(done.attached).toBe(events.filter(({ type }) => type === 'ACCEPTED').length);
  expect(failures).toHaveLength(value === '"closed"' && last?.type !== 'CLOSED' ? 1 : 0);
  expect(clock.pending > 0).toBe(isDisconnected);
});

describe('the delays', () => {
  it('reconnects at once, then with growing delays, and gives up at the end of the resume window', async () => {
    const { clock, done, failures, send, fail } = startMachine();
    send({ type: 'DISCONNECTED' });
    for (let elapsed = 0; elapsed < 30_000; elapsed += 125) {
      if (done.pending === 1) fail(networkError);
      await clock.advance(125);
    }
    expect(done.attemptsAt.slice(0, 7)).toEqual([0, 125, 375, 875, 1875, 3875, 5875]);
    expect(failures).toEqual([networkError]);
    expect(clock.now()).toBe(30_000);
  });

  it('names the resume window if no attempt was answered', async () => {
    const { clock, failures, send } = startMachine();
    send({ type: 'DISCONNECTED' });
    await clock.advance(30_000);
    expect(failures).toEqual([new Error('reconnect timeout: no answer within 30000 ms')]);
  });

  it('waits until a stopping relay is available again', async () => {
    const availableAt = 5000;
    const { clock, done, send } = startMachine({ unavailableMs: () => availableAt - clock.now() });
    send({ type: 'DISCONNECTED' });
    await clock.advance(4999);
    expect(done.attemptsAt).toEqual([]);
    await clock.advance(1);
    expect(done.attemptsAt).toEqual([5000]);
  });

  it('tries again at once when the network is back', async () => {
    const { clock, done, send, fail } = startMachine();
    send({ type: 'DISCONNECTED' });
    fail(networkError);
    await clock.advance(50);
    send({ type: 'WAKE' });
    expect(done.attemptsAt).toEqual([0, 50]);
    send({ type: 'WAKE' }); // an attempt is not repeated
    expect(done.attemptsAt).toEqual([0, 50]);
  });
});
