/**
 * The life of a call and of each party's connection in it.
 * Guide: Call Event messages; LocalConnectionState (LCS) values.
 *
 * ```
 *                     ┌────────── QUEUED ─────────┐
 *  initiated ──DELIVERED──▶ alerting ──ESTABLISHED──▶ connected ──HELD──▶ held
 *      │                      ▲  ▲                        │  ▲              │
 *      │                      │  └──── DELIVERED ─────────┤  └─ RETRIEVED ──┘
 *      └──QUEUED──▶ queued ───┘  (to the next device)     │
 *                                                         ▼
 *  any ──FAILED──▶ failed          any ──CLEARED, ENDED──▶ cleared (final)
 * ```
 * Events may come in any order that the protocol allows, so every event leads to its state from every other one; only
 * a cleared call stays cleared.
 * @module
 */
import { type AnyStateMachine, setup } from 'xstate';
import { createLifecycle, type Lifecycle } from '../store/lifecycle.ts';
import type { CallStateName, ConnectionStateName } from './call.ts';

/** What can happen to a call, in the words of its events. */
export type CallLifeEvent =
  | 'INITIATED'
  | 'DELIVERED'
  | 'QUEUED'
  | 'ESTABLISHED'
  | 'HELD'
  | 'RETRIEVED'
  | 'MERGED'
  | 'FAILED'
  | 'CLEARED'
  | 'ENDED';

const machine = setup({ types: { events: {} as { type: CallLifeEvent } } }).createMachine({
  id: 'call',
  initial: 'initiated',
  on: {
    DELIVERED: '.alerting',
    QUEUED: '.queued',
    ESTABLISHED: '.connected',
    HELD: '.held',
    RETRIEVED: '.connected',
    MERGED: '.connected',
    FAILED: '.failed',
    CLEARED: '.cleared',
    ENDED: '.cleared',
  },
  states: {
    initiated: {},
    alerting: {},
    queued: {},
    connected: {},
    held: {},
    failed: {},
    cleared: { type: 'final' },
  },
});

/** The machine by itself, for tests. */
export const callLogic: AnyStateMachine = machine;

/** The steps of a call's life. */
export const callLifecycle: Lifecycle<CallStateName> = createLifecycle(machine);

/**
 * What a party may do from each connection state, as tags. Guide: Call control messages.
 */
const connectionMachine = setup({ types: { events: {} as { type: `TO_${string}` } } }).createMachine({
  id: 'connection',
  initial: 'null',
  on: {
    TO_null: '.null',
    TO_initiated: '.initiated',
    TO_alerting: '.alerting',
    TO_connected: '.connected',
    TO_held: '.held',
    TO_queued: '.queued',
    TO_failed: '.failed',
    TO_unknown: '.unknown',
  },
  states: {
    null: {},
    initiated: { tags: ['clear', 'clearConnection'] },
    alerting: { tags: ['answer', 'clear', 'clearConnection'] },
    connected: {
      tags: ['clear', 'clearConnection', 'hold', 'consult', 'transferSingleStep', 'sendDtmf'],
    },
    held: { tags: ['retrieve', 'clear', 'clearConnection'] },
    queued: { tags: ['clear'] },
    failed: { tags: ['clear', 'clearConnection'] },
    unknown: {},
  },
});

/** The steps of a connection, and which actions its states allow. */
export const connectionLifecycle: Lifecycle<ConnectionStateName> = createLifecycle(connectionMachine);
