/**
 * A call in the hand of a test.
 * @module
 */
import { setData } from '../center/call-data.ts';
import type { Call, CallData, Center } from '../center/center.ts';
import { leave } from '../center/leaving.ts';
import { type CallTruth, callTruth } from '../truth.ts';
import { notPossible } from './hand.ts';
import type { WaitOptions, Waits } from './waits.ts';

/** Data for a call: `callVariable1` to `callVariable10` and the like, and named variables by name. */
export type CallTexts = Omit<CallData, 'namedVariables' | 'namedArrays'> & {
  readonly namedVariables?: Readonly<Record<string, string>>;
};

/** A call that a test follows and acts on. */
export interface CallDriver {
  /** A conference gets a new one. */
  readonly callId: number;
  /** What is true of the call now; undefined once it is over. */
  readonly truth: CallTruth | undefined;
  /**
   * The far end hangs up: a number outside, or whoever called.
   * @throws {CtiError} `NOT_POSSIBLE` once the call is over.
   */
  hangsUp(): Promise<void>;
  /**
   * A script changes the call's data.
   * @throws {CtiError} `NOT_POSSIBLE` once the call is over.
   */
  setsData(data: CallTexts): Promise<void>;
  /**
   * Waits until the call is waiting in a queue, ringing at a phone, answered, or on hold.
   * @throws {CtiError} `WAIT_TIMEOUT`
   */
  becomes(stage: CallTruth['stage'], options?: WaitOptions): Promise<CallTruth>;
  /**
   * Waits until the call is over.
   * @throws {CtiError} `WAIT_TIMEOUT`
   */
  ends(options?: WaitOptions): Promise<void>;
}

/** Takes a call into the hand. */
export function createCallDriver(center: Center, waits: Waits, call: Call): CallDriver {
  const isOver = (): boolean => center.calls.get(call.callId) !== call;
  const now = (): CallTruth | undefined => (isOver() ? undefined : callTruth(call));
  const instead = (): readonly string[] => [
    isOver() ? 'the call is over' : `the call is ${callTruth(call).stage}`,
  ];
  function mustLive(action: string): void {
    center.schedule.catchUp();
    if (isOver()) throw notPossible(action, 'the call is over');
  }

  return {
    get callId() {
      return call.callId;
    },
    get truth() {
      center.schedule.catchUp();
      return now();
    },
    async hangsUp() {
      mustLive('hangsUp');
      const party = call.parties.find(({ agent }) => agent === undefined) ?? call.parties[0];
      if (party !== undefined) leave(center, party);
    },
    async setsData(data) {
      mustLive('setsData');
      const [at] = call.parties;
      if (at !== undefined) setData(center, call, at, dataOf(data));
    },
    becomes(stage, options) {
      const awaited = `call ${call.callId} to be ${stage}`;
      const look = (): CallTruth | undefined => (now()?.stage === stage ? now() : undefined);
      return waits.until({ awaited, look, instead }, options);
    },
    async ends(options) {
      const awaited = `call ${call.callId} to end`;
      await waits.until({ awaited, look: () => (isOver() ? true : undefined), instead }, options);
    },
  };
}

/** Named variables as the protocol carries them. */
export function dataOf({ namedVariables = {}, ...texts }: CallTexts): Omit<CallData, 'namedArrays'> {
  return {
    ...texts,
    namedVariables: Object.entries(namedVariables).map(([name, value]) => ({ name, value })),
  };
}
