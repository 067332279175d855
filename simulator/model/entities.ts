/**
 * Agents, calls and their parties as the simulated contact center keeps them.
 * @module
 */
import type { LocalConnectionState, NamedArrayElement, NamedVariable } from 'rxcti/protocol';
import type { ScheduledTask } from '../time/schedule.ts';
import type { AgentConfig, ApplicationConfig } from './configuration.ts';
import type { Random } from './random.ts';

/**
 * The stage of a call. Calls to a trigger go through `offered` (ringing at a CTI port), `ivr` (the script answers and plays
 * prompts) and `queued`.
 */
export type CallStage =
  | 'dialing'
  | 'failed'
  | 'offered'
  | 'ivr'
  | 'queued'
  | 'ringing'
  | 'connected'
  | 'held';

/** A phone, CTI port, route point, queue or public number. */
export interface Device {
  readonly id: string;
  /** A DeviceType. */
  readonly type: number;
}

/** One device's connection in one call. */
export interface Party extends Device {
  /** The agent at the phone; undefined for CTI ports and public numbers. */
  agent: Agent | undefined;
  /** Transfers and conferences move a party to another call. */
  call: Call;
  state: LocalConnectionState;
  /** CallID for which the phone has RTP streams; undefined on hold and before it answers. */
  mediaCallId: number | undefined;
  /** The device that adds this party in a single-step conference. The call is a conference once the party answers. */
  addedBy: Device | undefined;
  /** The next simulated action of this party: answer, hang up or hold. */
  nextAction: ScheduledTask | undefined;
}

/** The names of the text fields of call data. */
export const callTexts = [
  'ani',
  'callerEnteredDigits',
  'callVariable1',
  'callVariable2',
  'callVariable3',
  'callVariable4',
  'callVariable5',
  'callVariable6',
  'callVariable7',
  'callVariable8',
  'callVariable9',
  'callVariable10',
  'callWrapupData',
] as const;

/** One of {@link callTexts}. */
export type CallText = (typeof callTexts)[number];

/** Call data: text fields, named variables and named arrays. */
export type CallData = { readonly [Text in CallText]?: string } & {
  readonly namedVariables: readonly NamedVariable[];
  readonly namedArrays: readonly NamedArrayElement[];
};

/** The routing of a call that was dialed to a trigger. */
export interface Routing {
  readonly application: ApplicationConfig;
  /** The CSQ in which the call waits or waited. */
  csqId: number;
  /** Moves the call to the overflow queue. */
  overflowTimer: ScheduledTask | undefined;
  /** The CTI port of the call. It is free again once an agent has answered. */
  readonly port: string;
  stage: 'offered' | 'ivr' | 'queued' | 'ringing' | 'served';
  /** Arrival in center time. Among calls of one priority it decides the order in the queue. */
  readonly arrivedAt: number;
  /** 1 to 10; 10 is served first. */
  readonly priority: number;
  queuedAt: number | undefined;
  answeredAt: number | undefined;
  answeredBy: Agent | undefined;
  /** Seconds until the caller abandons; undefined: never. */
  readonly patienceSeconds: number | undefined;
  /** Makes the caller hang up. */
  abandonTimer: ScheduledTask | undefined;
}

/** A call in progress. */
export interface Call {
  /** A conference gets a new one. */
  callId: number;
  /** The CallType as bridge clients see it. */
  type: number;
  readonly calling: Device;
  readonly called: Device;
  /** The connection device of the call's first BEGIN_CALL_EVENT to bridge clients. */
  readonly origin: string;
  data: CallData;
  readonly parties: Party[];
  /** The CSQ in the call's events. A consult call has that of the call it is about. */
  csqId: number;
  routing: Routing | undefined;
  /** The held call that a consult call is about. */
  readonly consultOf: Call | undefined;
  /** Snapshots come without call data: it was lost in a failover. */
  dataLost: boolean;
  readonly random: Random;
  readonly startedAt: number;
}

/** An agent and their state. */
export interface Agent {
  readonly config: AgentConfig;
  readonly random: Random;
  /** An AgentState. */
  state: number;
  /** An AgentStateReason or one of {@link breakReasons}. */
  reason: number;
  /** The state after the current call, if one was requested. */
  nextState: number | undefined;
  nextReason: number;
  /** Center time of the last state change. */
  stateSince: number;
  /** Works today: logs in again after a logout of their own. */
  onShift: boolean;
  /** `client` once a client or a driver has set the state or controlled a call: no simulated actions from then on. */
  controlledBy: 'simulator' | 'client';
  /** The CSQs whose lists of ready agents contain this agent. */
  readyFor: readonly number[];
  /** The connections of the agent's phone: two at most. */
  readonly parties: Party[];
  /** The CSQ of the call that the agent handles. */
  handledCsqId: number | undefined;
  /** Statistics to be written once the work after the call is over. */
  pendingRecords: (() => void)[];
  /** Ends a limited wrap-up. */
  wrapUpTimer: ScheduledTask | undefined;
  /** Becomes ready again after a call that came through no queue. */
  readyAfterCall: boolean;
  inService: boolean;
  /** The next simulated action of the agent. */
  nextAction: ScheduledTask | undefined;
  /** A simulated break is due after the current call. */
  breakPending: boolean;
}

/** Reason codes for not ready and logout, as an administrator would define them. */
export const breakReasons = { Break: 1, Lunch: 2, Meeting: 3, EndOfShift: 10 } as const;
