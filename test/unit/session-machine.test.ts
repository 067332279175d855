import { describe, expect, it } from 'vitest';
import { initialTransition, transition } from 'xstate';
import { CtiError } from '../../core/errors.ts';
import { reconnectPolicy } from '../../core/session/reconnect-policy.ts';
import { type SessionMachineInput, sessionLogic } from '../../core/session/session-machine.ts';

const a = { host: 'a', port: 1 };
const b = { host: 'b', port: 1 };
const error = new CtiError('LINK_LOST', 'lost', { reason: 'reset' });
const replaced = new CtiError('SESSION_REPLACED', 'replaced', { status: 11 });
const grant = { version: 17, servicesGranted: 0, servicesRefused: 0 };
const linkOpened = { type: 'xstate.done.actor.0.session.connecting', output: {} };
const connectFailed = { type: 'xstate.error.actor.0.session.connecting', error };
const resynced = { type: 'xstate.done.actor.0.session.connected.open.synchronizing.rebuilding' };
const opened = { type: 'OPENED', grant, online: true };
const offline = { type: 'OPENED', grant, online: false };
const lost = { type: 'LOST', error };
const retry = { type: 'xstate.after.retry.session.waiting' };
const connect = { type: 'CONNECT' };
const close = { type: 'CLOSE' };
const heartbeatLost = { type: 'xstate.done.actor.heartbeat', output: error };

function run(
  events: readonly { type: string }[],
  endpoints = [a, b],
): { value: string; context: Record<string, unknown> } {
  const input: SessionMachineInput = {
    endpoints,
    policy: reconnectPolicy(),
    now: () => 0,
    random: () => 0,
    heartbeatMs: 10_000,
    idleTimeoutMs: 40_000,
    openTimeoutMs: 30_000,
    sendHeartbeat: () => {},
  };
  let [snapshot] = initialTransition(sessionLogic, input);
  for (const event of events) [snapshot] = transition(sessionLogic, snapshot, event as never);
  return { value: JSON.stringify(snapshot.value).replaceAll('"', ''), context: snapshot.context };
}

const ready = [connect, linkOpened, opened, resynced];

describe('the session machine', () => {
  it.each([
    ['idle', []],
    ['connecting', [connect]],
    ['{connected:opening}', [connect, linkOpened]],
    ['{connected:{open:{synchronizing:rebuilding}}}', [connect, linkOpened, opened]],
    ['{connected:{open:{synchronizing:offline}}}', [connect, linkOpened, offline]],
    ['{connected:{open:{synchronizing:rebuilding}}}', [connect, linkOpened, offline, { type: 'ONLINE' }]],
    ['{connected:{open:ready}}', ready],
    ['{connected:{open:{synchronizing:rebuilding}}}', [...ready, { type: 'RESYNC' }]],
    ['{connected:{open:ready}}', [...ready, { type: 'RESYNC' }, resynced]],
    ['{connected:closing}', [...ready, close]],
    ['closed', [...ready, close, { type: 'CLOSE_CONFIRMED' }]],
    ['closed', [...ready, close, lost]],
    ['closed', [...ready, close, { type: 'xstate.after.closeTimeout.session.connected.closing' }]],
    ['waiting', [connect, connectFailed]],
    ['connecting', [connect, connectFailed, retry]],
    ['connecting', [connect, connectFailed, connect]],
    ['waiting', [connect, linkOpened, lost]],
    ['waiting', [connect, linkOpened, { type: 'xstate.after.openTimeout.session.connected.opening' }]],
    ['waiting', [...ready, lost]],
    ['waiting', [...ready, heartbeatLost]],
    ['waiting', [...ready, { type: 'OFFLINE' }]],
    ['closed', [...ready, { type: 'LOST', error: replaced }]],
    ['closed', [connect, close]],
    ['closed', [connect, connectFailed, close]],
    ['closed', [close]],
  ] as const)('is %s after %j', (value, events) => {
    expect(run(events).value).toBe(value);
  });

  it('visits every state', () => {
    const paths = [
      [],
      [connect],
      [connect, linkOpened],
      [connect, linkOpened, opened],
      [connect, linkOpened, offline],
      ready,
      [...ready, close],
      [...ready, lost],
      [...ready, close, lost],
    ];
    const visited = new Set(paths.map((path) => run(path).value));
    const all = [
      'idle',
      'connecting',
      'waiting',
      'closed',
      '{connected:opening}',
      '{connected:closing}',
      '{connected:{open:{synchronizing:offline}}}',
      '{connected:{open:{synchronizing:rebuilding}}}',
      '{connected:{open:ready}}',
    ];
    expect([...visited].sort()).toEqual(all.sort());
    expect(Object.keys(sessionLogic.states).sort()).toEqual([
      'closed',
      'connected',
      'connecting',
      'idle',
      'waiting',
    ]);
  });

  it('stays on its only node when it goes offline', () => {
    expect(run([...ready, { type: 'OFFLINE' }], [a]).value).toBe(
      '{connected:{open:{synchronizing:offline}}}',
    );
  });

  it('moves to the next node with each failure and counts the attempts', () => {
    const twice = run([connect, connectFailed, retry, connectFailed]);
    expect(twice.context).toMatchObject({ index: 0, attempt: 2 });
    expect(run([...ready, lost]).context).toMatchObject({ index: 1, attempt: 1, wasReady: true });
  });
});
