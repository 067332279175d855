/**
 * Drives one call in a test.
 * @module
 */
import { setData } from '../contact-center/call-data.ts';
import { leaveCall } from '../contact-center/connections.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Call, CallData } from '../model/entities.ts';
import { type CallSnapshot, callSnapshot } from '../model/snapshot.ts';
import type { Waiters, WaitOptions } from '../time/waiters.ts';
import { notPossible } from './driver-requests.ts';

/** Call data: text fields such as `callVariable1`, and named variables by name. */
export type CallDataInput = Omit<CallData, 'namedVariables' | 'namedArrays'> & {
  readonly namedVariables?: Readonly<Record<string, string>>;
};

/** A call under control of a test. */
export interface CallDriver {
  /** A conference gets a new one. */
  readonly callId: number;
  /** The state of the call; undefined once it has ended. */
  readonly snapshot: CallSnapshot | undefined;
  /**
   * The far end hangs up: the public number, or the calling party.
   * @throws {CtiError} `NOT_POSSIBLE` if the call has ended.
   */
  hangUp(): Promise<void>;
  /**
   * Changes the call data, as a script does.
   * @throws {CtiError} `NOT_POSSIBLE` if the call has ended.
   */
  setData(data: CallDataInput): Promise<void>;
  /**
   * Waits until the call is at a stage.
   * @throws {CtiError} `WAIT_TIMEOUT`
   */
  waitForStage(stage: CallSnapshot['stage'], options?: WaitOptions): Promise<CallSnapshot>;
  /**
   * Waits until the call has ended.
   * @throws {CtiError} `WAIT_TIMEOUT`
   */
  waitForEnd(options?: WaitOptions): Promise<void>;
}

/** Creates the driver of a call. */
export function createCallDriver(center: ContactCenter, waiters: Waiters, call: Call): CallDriver {
  const hasEnded = (): boolean => center.calls.get(call.callId) !== call;
  const now = (): CallSnapshot | undefined => (hasEnded() ? undefined : callSnapshot(call));
  const describeState = (): readonly string[] => [
    hasEnded() ? 'the call has ended' : `the call is ${callSnapshot(call).stage}`,
  ];
  function assertActive(action: string): void {
    center.schedule.catchUp();
    if (hasEnded()) throw notPossible(action, 'the call has ended');
  }

  return {
    get callId() {
      return call.callId;
    },
    get snapshot() {
      center.schedule.catchUp();
      return now();
    },
    async hangUp() {
      assertActive('hangUp');
      const party = call.parties.find(({ agent }) => agent === undefined) ?? call.parties[0];
      if (party !== undefined) leaveCall(center, party);
    },
    async setData(data) {
      assertActive('setData');
      const [at] = call.parties;
      if (at !== undefined) setData(center, call, at, toCallData(data));
    },
    waitForStage(stage, options) {
      const awaited = `call ${call.callId} to be ${stage}`;
      const look = (): CallSnapshot | undefined => (now()?.stage === stage ? now() : undefined);
      return waiters.until({ description: awaited, check: look, describeState }, options);
    },
    async waitForEnd(options) {
      const awaited = `call ${call.callId} to end`;
      await waiters.until(
        { description: awaited, check: () => (hasEnded() ? true : undefined), describeState },
        options,
      );
    },
  };
}

/** Call data in the form of the protocol. */
export function toCallData({ namedVariables = {}, ...texts }: CallDataInput): Omit<CallData, 'namedArrays'> {
  return {
    ...texts,
    namedVariables: Object.entries(namedVariables).map(([name, value]) => ({ name, value })),
  };
}
