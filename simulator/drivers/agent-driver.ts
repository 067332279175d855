/**
 * Drives one agent in a test. Actions follow the same rules as a client's requests. After the first action the simulator
 * takes no actions for the agent.
 * @module
 */
import { AgentState, LocalConnectionState, SpecialValues, SupervisoryAction } from 'rxcti/protocol';
import { type AgentStateName, agentStateName } from '../model/agents.ts';
import { activeOf } from '../model/calls.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Agent, Call, Party } from '../model/entities.ts';
import { type AgentSnapshot, agentSnapshot } from '../model/snapshot.ts';
import type { Waiters, WaitOptions } from '../time/waiters.ts';
import { type CallDataInput, type CallDriver, createCallDriver, toCallData } from './call-driver.ts';
import { callMadeBy, notPossible, requestAgentState, runRequest } from './driver-requests.ts';

/**
 * An agent under control of a test. Actions resolve once their events are sent. They reject with `NOT_POSSIBLE` and the
 * reason if CCX would refuse the request.
 */
export interface AgentDriver {
  readonly agentId: string;
  /** The state of the agent. */
  readonly snapshot: AgentSnapshot;

  /** Logs in at the agent's phone, not ready. */
  login(): Promise<void>;
  /** Logs out with a reason code (default 0). */
  logout(reason?: number): Promise<void>;
  /** Sets ready; during a call, for the time after it. */
  setReady(): Promise<void>;
  /** Sets not ready with a reason code (default 0); during a call, for the time after it. */
  setNotReady(reason?: number): Promise<void>;
  /** Sets work (wrap-up) for the time after the current call. */
  setWork(): Promise<void>;

  /** Waits until the phone rings, and answers. */
  answer(options?: WaitOptions): Promise<CallDriver>;
  /** Leaves the active call, or rejects the ringing one. */
  hangUp(): Promise<void>;
  /** Holds the active call. */
  hold(): Promise<void>;
  /** Retrieves the held call. */
  retrieve(): Promise<void>;
  /** Switches between the active and the held call. */
  alternate(): Promise<void>;
  /** Leaves the active call and retrieves the held one. */
  reconnect(): Promise<void>;
  /** Dials an extension, a trigger or a public number. */
  makeCall(number: string): Promise<CallDriver>;
  /** Holds the active call and starts a consult call. */
  consult(number: string): Promise<CallDriver>;
  /** Transfers the held call to the consult call's party. */
  transfer(): Promise<void>;
  /** Single-step transfer of the active call. */
  transferTo(number: string): Promise<void>;
  /** Joins both calls into a conference. */
  conference(): Promise<void>;
  /** Sends DTMF digits in the active call. */
  sendDtmf(digits: string): Promise<void>;
  /** Changes the data of the active call. */
  setData(data: CallDataInput): Promise<void>;
  /** Responds to an outbound preview: a BAResponse such as `Accept`, `Reject` or `Skip`. */
  respondToPreview(response: string): Promise<void>;

  /** Supervisor: joins an agent's call. */
  bargeIn(agentId: string): Promise<void>;
  /** Supervisor: takes over an agent's call. */
  intercept(agentId: string): Promise<void>;
  /** Calls a free supervisor of the team. */
  requestAssistance(): Promise<void>;
  /** Declares an emergency: calls a free supervisor of the team. */
  declareEmergency(): Promise<void>;

  /** Takes the phone out of service. Its calls end. */
  setOutOfService(): Promise<void>;
  /** Puts the phone back in service. */
  setInService(): Promise<void>;

  /** Waits until the phone rings. */
  waitForCall(options?: WaitOptions): Promise<CallDriver>;
  /** Waits until the agent is in a state. */
  waitForState(state: AgentStateName, options?: WaitOptions): Promise<AgentSnapshot>;
}

/** What agent drivers act on. */
interface AgentDriverParts {
  readonly center: ContactCenter;
  readonly waiters: Waiters;
  setInService(agent: Agent, inService: boolean): void;
}

const { LCS_ALERTING, LCS_HOLD } = LocalConnectionState;
const { NULL_CALL_ID } = SpecialValues;

/** Creates the driver of an agent. */
export function createAgentDriver(
  { center, waiters, setInService }: AgentDriverParts,
  agent: Agent,
): AgentDriver {
  const { agentId, extension } = agent.config;
  const driverOf = (call: Call): CallDriver => createCallDriver(center, waiters, call);

  const state = (
    action: string,
    agentState: number,
    more: Parameters<typeof requestAgentState>[2] | object = {},
  ): void => requestAgentState(center, action, { agentId, agentInstrument: extension, agentState, ...more });

  /** The request fields that name a call on the line. */
  function connectionFields(action: string, party: Party | undefined, none: string) {
    center.schedule.catchUp();
    if (party === undefined) throw notPossible(action, `${agentId} has no ${none} call`);
    return { callId: party.call.callId, connectionDeviceType: 0, connectionDeviceId: extension };
  }
  const active = (action: string) => connectionFields(action, activeOf(agent), 'active');
  const held = (action: string) =>
    connectionFields(
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
    return waiters.until(
      { description: `a call to ring at ${agentId}'s phone`, check: ringing, describeState },
      options,
    );
  }
  const describeState = (): readonly string[] => [
    `${agentId} is ${agentStateName(agent.state)}, with ${agent.parties.length} calls at the phone`,
  ];

  function supervise(action: string, supervisoryAction: number, other: string): void {
    runRequest(center, action, {
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
    const connection = active(action);
    const disposition = { callType: 0, calledPartyDisposition: 0 };
    runRequest(center, action, { type: 'SET_CALL_DATA_REQ', ...connection, ...disposition, ...data });
  }

  return {
    agentId,
    get snapshot() {
      center.schedule.catchUp();
      return agentSnapshot(center, agent);
    },
    async login() {
      state('login', AgentState.AGENT_STATE_LOGIN, { agentPassword: agent.config.password });
    },
    async logout(reason = 0) {
      state('logout', AgentState.AGENT_STATE_LOGOUT, { eventReasonCode: reason });
    },
    async setReady() {
      state('setReady', AgentState.AGENT_STATE_READY);
    },
    async setNotReady(reason = 0) {
      state('setNotReady', AgentState.AGENT_STATE_NOT_READY, { eventReasonCode: reason });
    },
    async setWork() {
      state('setWork', AgentState.AGENT_STATE_WORK);
    },
    async answer(options) {
      const call = await rings(options);
      const connection = { callId: call.callId, connectionDeviceType: 0, connectionDeviceId: extension };
      runRequest(center, 'answer', { type: 'ANSWER_CALL_REQ', ...connection });
      return driverOf(call);
    },
    async hangUp() {
      runRequest(center, 'hangUp', { type: 'CLEAR_CONNECTION_REQ', ...active('hangUp') });
    },
    async hold() {
      runRequest(center, 'hold', { type: 'HOLD_CALL_REQ', ...active('hold') });
    },
    async retrieve() {
      runRequest(center, 'retrieve', { type: 'RETRIEVE_CALL_REQ', ...heldFields('retrieve') });
    },
    async alternate() {
      runRequest(center, 'alternate', {
        type: 'ALTERNATE_CALL_REQ',
        ...activeFields('alternate'),
        otherCallId: held('alternate').callId,
        otherConnectionDeviceType: 0,
        otherConnectionDeviceId: extension,
      });
    },
    async reconnect() {
      const fields = { ...activeFields('reconnect'), ...heldFields('reconnect') };
      runRequest(center, 'reconnect', { type: 'RECONNECT_CALL_REQ', ...fields });
    },
    async makeCall(number) {
      const request = { type: 'MAKE_CALL_REQ', agentInstrument: extension, dialedNumber: number } as const;
      return driverOf(callMadeBy(center, runRequest(center, 'makeCall', request)));
    },
    async consult(number) {
      const fields = { ...activeFields('consult'), consultType: 1, dialedNumber: number };
      return driverOf(
        callMadeBy(center, runRequest(center, 'consult', { type: 'CONSULT_CALL_REQ', ...fields })),
      );
    },
    async transfer() {
      const fields = { ...activeFields('transfer'), ...heldFields('transfer') };
      runRequest(center, 'transfer', { type: 'TRANSFER_CALL_REQ', ...fields });
    },
    async transferTo(number) {
      runRequest(center, 'transferTo', {
        type: 'TRANSFER_CALL_REQ',
        ...activeFields('transferTo'),
        heldCallId: NULL_CALL_ID,
        heldConnectionDeviceType: 0xffff,
        heldConnectionDeviceId: '',
        dialedNumber: number,
      });
    },
    async conference() {
      const calls = { ...activeFields('conference'), ...heldFields('conference') };
      const fields = { ...calls, agentInstrument: extension };
      runRequest(center, 'conference', { type: 'CONFERENCE_CALL_REQ', ...fields });
    },
    async sendDtmf(digits) {
      runRequest(center, 'sendDtmf', {
        type: 'SEND_DTMF_SIGNAL_REQ',
        ...active('sendDtmf'),
        toneDuration: 0,
        pauseDuration: 0,
        dtmfString: digits,
      });
    },
    async setData(data) {
      setData('setData', toCallData(data));
    },
    async respondToPreview(response) {
      setData('respondToPreview', { namedVariables: [{ name: 'BAResponse', value: response }] });
    },
    async bargeIn(other) {
      supervise('bargeIn', SupervisoryAction.SUPERVISOR_BARGE_IN, other);
    },
    async intercept(other) {
      supervise('intercept', SupervisoryAction.SUPERVISOR_INTERCEPT, other);
    },
    async requestAssistance() {
      const callId = activeOf(agent)?.call.callId ?? NULL_CALL_ID;
      const fields = { callId, connectionDeviceType: 0, connectionDeviceId: extension };
      runRequest(center, 'requestAssistance', { type: 'SUPERVISOR_ASSIST_REQ', ...fields });
    },
    async declareEmergency() {
      runRequest(center, 'declareEmergency', {
        type: 'EMERGENCY_CALL_REQ',
        peripheralId: 1,
        connectionCallId: activeOf(agent)?.call.callId ?? NULL_CALL_ID,
        connectionDeviceType: 0,
        connectionDeviceId: extension,
      });
    },
    async setOutOfService() {
      center.schedule.catchUp();
      setInService(agent, false);
    },
    async setInService() {
      center.schedule.catchUp();
      setInService(agent, true);
    },
    async waitForCall(options) {
      return driverOf(await rings(options));
    },
    waitForState(word, options) {
      const look = (): AgentSnapshot | undefined =>
        agentStateName(agent.state) === word ? agentSnapshot(center, agent) : undefined;
      return waiters.until({ description: `${agentId} to be ${word}`, check: look, describeState }, options);
    },
  };
}
