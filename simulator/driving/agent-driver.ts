/**
 * An agent in the hand of a test. What a test makes an agent do meets the same rules as what a client asks for, and from
 * then on that agent does nothing by himself.
 * @module
 */
import { AgentState, LocalConnectionState, SpecialValues, SupervisoryAction } from 'rxcti/protocol';
import type { Agent } from '../center/agents.ts';
import { activeOf } from '../center/call-model.ts';
import type { Call, Center, Party } from '../center/center.ts';
import { type AgentTruth, agentTruth } from '../truth.ts';
import { type AgentStateWord, wordFor } from './agent-states.ts';
import { type CallDriver, type CallTexts, createCallDriver, dataOf } from './call-driver.ts';
import { control, madeBy, notPossible, setState } from './hand.ts';
import type { WaitOptions, Waits } from './waits.ts';

/**
 * What an agent does. Each action resolves when it has its effect and every client that wants to hear of it has been
 * told; it rejects with `NOT_POSSIBLE` and the reason where CCX would refuse it.
 */
export interface AgentDriver {
  readonly agentId: string;
  /** What is true of the agent now. */
  readonly truth: AgentTruth;

  /** Logs in at his own phone; not ready at first. */
  logsIn(): Promise<void>;
  /** Logs out, for one of the reason codes of the contact center. */
  logsOut(reason?: number): Promise<void>;
  /** Takes routed calls; on a call, after it. */
  goesReady(): Promise<void>;
  /** Takes none; on a call, after it. */
  goesNotReady(reason?: number): Promise<void>;
  /** Is going to wrap up the call that he is on. */
  wrapsUp(): Promise<void>;

  /** Answers: waits until the phone rings, if it does not yet. */
  answers(options?: WaitOptions): Promise<CallDriver>;
  /** Leaves the active call, or lets the ringing one go. */
  hangsUp(): Promise<void>;
  holds(): Promise<void>;
  retrieves(): Promise<void>;
  /** Swaps the active and the held call. */
  alternates(): Promise<void>;
  /** Leaves the active call and goes back to the held one. */
  reconnects(): Promise<void>;
  /** Dials a number: an extension, a trigger, or one of the public network. */
  calls(number: string): Promise<CallDriver>;
  /** Holds the active call and dials another number about it. */
  consults(number: string): Promise<CallDriver>;
  /** Joins the parties of both calls and leaves them. */
  transfers(): Promise<void>;
  /** Transfers the active call to a number in a single step. */
  transfersTo(number: string): Promise<void>;
  /** Joins both calls into a conference. */
  conferences(): Promise<void>;
  sendsTones(digits: string): Promise<void>;
  /** Changes the data of the active call. */
  setsData(data: CallTexts): Promise<void>;
  /** Answers an outbound preview: `Accept`, `Reject`, `Skip` ... */
  responds(response: string): Promise<void>;

  /** A supervisor joins the call of an agent. */
  bargesIn(agentId: string): Promise<void>;
  /** A supervisor takes an agent's call over. */
  intercepts(agentId: string): Promise<void>;
  /** Calls a free supervisor of the team. */
  asksSupervisor(): Promise<void>;
  declaresEmergency(): Promise<void>;

  /** The phone goes out of service with all its calls. Nobody is told to have done it. */
  deviceDown(): Promise<void>;
  /** The phone is back. */
  deviceUp(): Promise<void>;

  /** Waits until the phone rings. */
  rings(options?: WaitOptions): Promise<CallDriver>;
  /** Waits until the agent is in a state. */
  becomes(state: AgentStateWord, options?: WaitOptions): Promise<AgentTruth>;
}

/** What agents are moved with. */
export interface AgentDriverParts {
  readonly center: Center;
  readonly waits: Waits;
  setInService(agent: Agent, inService: boolean): void;
}

const { LCS_ALERTING, LCS_HOLD } = LocalConnectionState;
const { NULL_CALL_ID } = SpecialValues;

/** Takes an agent into the hand. */
export function createAgentDriver(
  { center, waits, setInService }: AgentDriverParts,
  agent: Agent,
): AgentDriver {
  const { agentId, extension } = agent.person;
  const driverOf = (call: Call): CallDriver => createCallDriver(center, waits, call);

  const state = (
    action: string,
    agentState: number,
    more: Parameters<typeof setState>[2] | object = {},
  ): void => setState(center, action, { agentId, agentInstrument: extension, agentState, ...more });

  /** A call on the line as the fields that name it in requests. */
  function leg(action: string, party: Party | undefined, none: string) {
    center.schedule.catchUp();
    if (party === undefined) throw notPossible(action, `${agentId} has no ${none} call`);
    return { callId: party.call.callId, connectionDeviceType: 0, connectionDeviceId: extension };
  }
  const active = (action: string) => leg(action, activeOf(agent), 'active');
  const held = (action: string) =>
    leg(
      action,
      agent.parties.find((party) => party.state === LCS_HOLD),
      'held',
    );

  const activeFields = (action: string) => ({
    activeCallId: active(action).callId,
    activeConnectionDeviceType: 0,
    activeConnectionDeviceId: extension,
  });
  const heldFields = (action: string) => ({
    heldCallId: held(action).callId,
    heldConnectionDeviceType: 0,
    heldConnectionDeviceId: extension,
  });

  const ringing = (): Call | undefined => agent.parties.find((party) => party.state === LCS_ALERTING)?.call;
  function rings(options?: WaitOptions): Promise<Call> {
    return waits.until({ awaited: `a call to ring at ${agentId}'s phone`, look: ringing, instead }, options);
  }
  const instead = (): readonly string[] => [
    `${agentId} is ${wordFor(agent.state)}, with ${agent.parties.length} calls at the phone`,
  ];

  function supervise(action: string, supervisoryAction: number, other: string): void {
    control(center, action, {
      type: 'SUPERVISE_CALL_REQ',
      agentCallId: NULL_CALL_ID,
      supervisorCallId: NULL_CALL_ID,
      agentConnectionDeviceType: 0xffff,
      supervisorConnectionDeviceType: 0xffff,
      supervisoryAction,
      agentId: other,
      supervisorInstrument: extension,
    });
  }

  function setData(action: string, data: object): void {
    const about = active(action);
    const disposition = { callType: 0, calledPartyDisposition: 0 };
    control(center, action, { type: 'SET_CALL_DATA_REQ', ...about, ...disposition, ...data });
  }

  return {
    agentId,
    get truth() {
      center.schedule.catchUp();
      return agentTruth(center, agent);
    },
    async logsIn() {
      state('logsIn', AgentState.AGENT_STATE_LOGIN, { agentPassword: agent.person.password });
    },
    async logsOut(reason = 0) {
      state('logsOut', AgentState.AGENT_STATE_LOGOUT, { eventReasonCode: reason });
    },
    async goesReady() {
      state('goesReady', AgentState.AGENT_STATE_READY);
    },
    async goesNotReady(reason = 0) {
      state('goesNotReady', AgentState.AGENT_STATE_NOT_READY, { eventReasonCode: reason });
    },
    async wrapsUp() {
      state('wrapsUp', AgentState.AGENT_STATE_WORK);
    },
    async answers(options) {
      const call = await rings(options);
      const about = { callId: call.callId, connectionDeviceType: 0, connectionDeviceId: extension };
      control(center, 'answers', { type: 'ANSWER_CALL_REQ', ...about });
      return driverOf(call);
    },
    async hangsUp() {
      control(center, 'hangsUp', { type: 'CLEAR_CONNECTION_REQ', ...active('hangsUp') });
    },
    async holds() {
      control(center, 'holds', { type: 'HOLD_CALL_REQ', ...active('holds') });
    },
    async retrieves() {
      control(center, 'retrieves', { type: 'RETRIEVE_CALL_REQ', ...heldFields('retrieves') });
    },
    async alternates() {
      control(center, 'alternates', {
        type: 'ALTERNATE_CALL_REQ',
        ...activeFields('alternates'),
        otherCallId: held('alternates').callId,
        otherConnectionDeviceType: 0,
        otherConnectionDeviceId: extension,
      });
    },
    async reconnects() {
      const fields = { ...activeFields('reconnects'), ...heldFields('reconnects') };
      control(center, 'reconnects', { type: 'RECONNECT_CALL_REQ', ...fields });
    },
    async calls(number) {
      const request = { type: 'MAKE_CALL_REQ', agentInstrument: extension, dialedNumber: number } as const;
      return driverOf(madeBy(center, control(center, 'calls', request)));
    },
    async consults(number) {
      const about = { ...activeFields('consults'), consultType: 1, dialedNumber: number };
      return driverOf(madeBy(center, control(center, 'consults', { type: 'CONSULT_CALL_REQ', ...about })));
    },
    async transfers() {
      const fields = { ...activeFields('transfers'), ...heldFields('transfers') };
      control(center, 'transfers', { type: 'TRANSFER_CALL_REQ', ...fields });
    },
    async transfersTo(number) {
      control(center, 'transfersTo', {
        type: 'TRANSFER_CALL_REQ',
        ...activeFields('transfersTo'),
        heldCallId: NULL_CALL_ID,
        heldConnectionDeviceType: 0xffff,
        heldConnectionDeviceId: '',
        dialedNumber: number,
      });
    },
    async conferences() {
      const calls = { ...activeFields('conferences'), ...heldFields('conferences') };
      const fields = { ...calls, agentInstrument: extension };
      control(center, 'conferences', { type: 'CONFERENCE_CALL_REQ', ...fields });
    },
    async sendsTones(digits) {
      control(center, 'sendsTones', {
        type: 'SEND_DTMF_SIGNAL_REQ',
        ...active('sendsTones'),
        toneDuration: 0,
        pauseDuration: 0,
        dtmfString: digits,
      });
    },
    async setsData(data) {
      setData('setsData', dataOf(data));
    },
    async responds(response) {
      setData('responds', { namedVariables: [{ name: 'BAResponse', value: response }] });
    },
    async bargesIn(other) {
      supervise('bargesIn', SupervisoryAction.SUPERVISOR_BARGE_IN, other);
    },
    async intercepts(other) {
      supervise('intercepts', SupervisoryAction.SUPERVISOR_INTERCEPT, other);
    },
    async asksSupervisor() {
      const about = activeOf(agent)?.call.callId ?? NULL_CALL_ID;
      const fields = { callId: about, connectionDeviceType: 0, connectionDeviceId: extension };
      control(center, 'asksSupervisor', { type: 'SUPERVISOR_ASSIST_REQ', ...fields });
    },
    async declaresEmergency() {
      control(center, 'declaresEmergency', {
        type: 'EMERGENCY_CALL_REQ',
        peripheralId: 1,
        connectionCallId: activeOf(agent)?.call.callId ?? NULL_CALL_ID,
        connectionDeviceType: 0,
        connectionDeviceId: extension,
      });
    },
    async deviceDown() {
      center.schedule.catchUp();
      setInService(agent, false);
    },
    async deviceUp() {
      center.schedule.catchUp();
      setInService(agent, true);
    },
    async rings(options) {
      return driverOf(await rings(options));
    },
    becomes(word, options) {
      const look = (): AgentTruth | undefined =>
        wordFor(agent.state) === word ? agentTruth(center, agent) : undefined;
      return waits.until({ awaited: `${agentId} to be ${word}`, look, instead }, options);
    },
  };
}
