/**
 * Codes of agents: states, state requests and supervisor actions.
 * @module
 */

import { type Codes, codes, type MaskCodes, maskCodes } from './lookup.ts';

/**
 * The states an agent can be in, or be in for one queue (guide: what is an agent state).
 *
 * The page of SET_AGENT_STATE_REQ writes AGENT_STATE_LOGOFF where this table has AGENT_STATE_LOGOUT.
 */
export const AgentState = {
  AGENT_STATE_LOGIN: 0, // only requested, never reported
  AGENT_STATE_LOGOUT: 1,
  AGENT_STATE_NOT_READY: 2,
  AGENT_STATE_READY: 3,
  AGENT_STATE_TALKING: 4,
  AGENT_STATE_WORK: 5,
  AGENT_STATE_WORK_READY: 6,
  BUSY_OTHER: 7, // only a CSQState in QUERY_AGENT_STATE_CONF
  AGENT_STATE_RESERVED: 8,
  AGENT_STATE_UNKNOWN: 9,
  AGENT_STATE_ACTIVE: 11,
  AGENT_STATE_PAUSED: 12,
  AGENT_STATE_NONE: 0xffff, // inferred: no NextAgentState; seen in a sample log, the name is ours
} as const;

/** One value of {@link AgentState} (guide: what is an agent state). */
export type AgentState = (typeof AgentState)[keyof typeof AgentState];

/** Names and sentences of {@link AgentState} (guide: what is an agent state). */
export const agentStateCodes: Codes = /* @__PURE__ */ codes(
  AgentState,
  {
    AGENT_STATE_LOGIN: 'The agent is logging in.',
    AGENT_STATE_LOGOUT: 'The agent is logged out.',
    AGENT_STATE_NOT_READY: 'The agent is logged in but takes no routed calls.',
    AGENT_STATE_READY: 'The agent is waiting for a call.',
    AGENT_STATE_TALKING: 'The agent is on a call.',
    AGENT_STATE_WORK: 'The agent is wrapping up a call.',
    AGENT_STATE_WORK_READY: 'The agent is wrapping up a call and will then be ready.',
    BUSY_OTHER: 'The agent is busy with a call of another queue.',
    AGENT_STATE_RESERVED: 'The agent is set aside for a call on its way.',
    AGENT_STATE_UNKNOWN: "The agent's state is unknown.",
    AGENT_STATE_ACTIVE: 'The agent is active.',
    AGENT_STATE_PAUSED: 'The agent is paused.',
    AGENT_STATE_NONE: 'There is no agent state to report.',
  },
  'agent state',
);

/**
 * The server's own view of an agent in QUERY_AGENT_STATE_CONF, passing states included (guide:
 * QUERY_AGENT_STATE_CONF; numbers from GED-188, constants and status codes).
 *
 * The guide's own table of internal states is not published.
 */
export const InternalAgentState = {
  AGENT_STATE_LOGIN: 0, // inferred
  AGENT_STATE_LOGOUT: 1, // inferred
  AGENT_STATE_NOT_READY: 2, // inferred
  AGENT_STATE_AVAILABLE: 3, // inferred
  AGENT_STATE_TALKING: 4, // inferred
  AGENT_STATE_WORK_NOT_READY: 5, // inferred
  AGENT_STATE_WORK_READY: 6, // inferred
  AGENT_STATE_BUSY_OTHER: 7, // inferred
  AGENT_STATE_ACTIVE: 11, // inferred
} as const;

/**
 * One value of {@link InternalAgentState} (guide: QUERY_AGENT_STATE_CONF; numbers from GED-188, constants and
 * status codes).
 */
export type InternalAgentState = (typeof InternalAgentState)[keyof typeof InternalAgentState];

/**
 * Names and sentences of {@link InternalAgentState} (guide: QUERY_AGENT_STATE_CONF; numbers
 * from GED-188, constants and status codes).
 */
export const internalAgentStateCodes: Codes = /* @__PURE__ */ codes(
  InternalAgentState,
  {
    AGENT_STATE_LOGIN: 'The agent is logging in.',
    AGENT_STATE_LOGOUT: 'The agent is logged out.',
    AGENT_STATE_NOT_READY: 'The agent is logged in but takes no routed calls.',
    AGENT_STATE_AVAILABLE: 'The agent is waiting for a call.',
    AGENT_STATE_TALKING: 'The agent is on a call.',
    AGENT_STATE_WORK_NOT_READY: 'The agent is wrapping up a call and will then be not ready.',
    AGENT_STATE_WORK_READY: 'The agent is wrapping up a call and will then be ready.',
    AGENT_STATE_BUSY_OTHER: 'The agent is busy with a call of another queue.',
    AGENT_STATE_ACTIVE: 'The agent is active.',
  },
  'internal agent state',
);

/** Forced login or logout with SET_AGENT_STATE_REQ (guide: SET_AGENT_STATE_REQ). */
export const ForcedFlag = {
  FALSE: 0,
  TRUE: 1,
  AuthenticateOnly: 2, // since 12; with AGENT_STATE_LOGIN
} as const;

/** One value of {@link ForcedFlag} (guide: SET_AGENT_STATE_REQ). */
export type ForcedFlag = (typeof ForcedFlag)[keyof typeof ForcedFlag];

/** Names and sentences of {@link ForcedFlag} (guide: SET_AGENT_STATE_REQ). */
export const forcedFlagCodes: Codes = /* @__PURE__ */ codes(
  ForcedFlag,
  {
    FALSE: 'The login or logout is refused when something stands against it.',
    TRUE: 'The login or logout is forced even when something stands against it.',
    AuthenticateOnly: "The agent's credentials are checked and the state stays as it is.",
  },
  'forced flag',
);

/**
 * Agent capacity for other media, sent with SET_AGENT_STATE_REQ since version 12 (guide:
 * SET_AGENT_STATE_REQ).
 */
export const AgentCapacity = {
  Outbound: 0x1,
} as const;

/** One value of {@link AgentCapacity} (guide: SET_AGENT_STATE_REQ). */
export type AgentCapacity = (typeof AgentCapacity)[keyof typeof AgentCapacity];

/** Names and sentences of {@link AgentCapacity} (guide: SET_AGENT_STATE_REQ). */
export const agentCapacityCodes: MaskCodes = /* @__PURE__ */ maskCodes(
  AgentCapacity,
  {
    Outbound: 'The agent can take part in outbound campaigns.',
  },
  'capacity bit',
);

/**
 * What SUPERVISE_CALL_REQ asks for (guide: SUPERVISE_CALL_REQ; numbers from GED-188 8.5(1), table 6-45).
 *
 * The guide's own table of actions is not published; its page offers only barge-in and intercept, and names
 * SUPERVISOR_CLEAR.
 */
export const SupervisoryAction = {
  SUPERVISOR_CLEAR: 0, // inferred: the name is on the page, the number from GED-188
  SUPERVISOR_MONITOR: 1, // inferred
  SUPERVISOR_WHISPER: 2, // inferred
  SUPERVISOR_BARGE_IN: 3, // inferred
  SUPERVISOR_INTERCEPT: 4, // inferred
} as const;

/**
 * One value of {@link SupervisoryAction} (guide: SUPERVISE_CALL_REQ; numbers from GED-188 8.5(1), table
 * 6-45).
 */
export type SupervisoryAction = (typeof SupervisoryAction)[keyof typeof SupervisoryAction];

/**
 * Names and sentences of {@link SupervisoryAction} (guide: SUPERVISE_CALL_REQ; numbers from
 * GED-188 8.5(1), table 6-45).
 */
export const supervisoryActionCodes: Codes = /* @__PURE__ */ codes(
  SupervisoryAction,
  {
    SUPERVISOR_CLEAR: 'The supervisor is taken off the call.',
    SUPERVISOR_MONITOR: 'The supervisor listens to the call silently.',
    SUPERVISOR_WHISPER: 'The supervisor speaks to the agent without the other party hearing it.',
    SUPERVISOR_BARGE_IN: 'The supervisor joins the call as an active party.',
    SUPERVISOR_INTERCEPT: 'The supervisor takes the call over from the agent.',
  },
  'supervisory action',
);
