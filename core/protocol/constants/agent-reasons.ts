/**
 * Reason codes of agent state changes that CCX itself sets.
 * @module
 */

import { type Codes, codes } from './lookup.ts';

/**
 * The contact center's own reasons for a change of agent state, an EventReasonCode (guide: reason codes for
 * agent state change).
 *
 * Below 32741 lie the codes that the administrators define for agents to choose from; 0 means that no reason
 * was given.
 *
 * The readable page ends at 32741. CLOSE_CAD, 32766, existed in release 7.0 and is not in this table.
 */
export const AgentStateReason = {
  AGT_RELOGON: 32767,
  AGT_CONN_DOWN: 32765,
  CCX_FAILURE: 32764,
  AGT_RNA: 32763,
  AGT_OFFHOOK: 32762,
  AGT_NON_ICD: 32761,
  AGT_LOGON: 32760,
  AGT_PHONE_DOWN: 32759,
  AGT_WORK_TIMER_EXP: 32758,
  CM_FAILOVER: 32757,
  AGT_PHONE_UP: 32756,
  AGT_CALL_ENDED: 32755,
  AGT_DEVICE_RESTRICTED: 32754,
  AGT_LINE_RESTRICTED: 32753,
  AGT_CANCEL_RESERVATION: 32752,
  AGT_SKIPS: 32751,
  AGT_ICD_EXTENSION_CHANGED: 32750,
  AGT_CANCEL_CONSULT: 32749,
  AGENT_DELETED: 32748, // inferred: only in the report guide of Unified CCX
  AGT_RESERVED_OUTBOUND: 32747,
  AGT_RESERVED_OUTBOUND_DIRECTPREVIEW: 32746,
  OUTBOUND_WORK_REASONCODE: 32745, // inferred: only in the report guide of Unified CCX
  EMAIL_CONTACT_NOT_ACCEPTED: 32743,
  AGT_SEC_LINE_OFFHOOK: 32742,
  AGT_EXTENSION_CONFLICT: 32741,
  SUP_AGT_TO_LOGOUT: 22, // inferred: number from the report guide of Unified CCX
  SUP_AGT_TO_NOT_READY: 33, // inferred: number from the report guide of Unified CCX
} as const;

/** One value of {@link AgentStateReason} (guide: reason codes for agent state change). */
export type AgentStateReason = (typeof AgentStateReason)[keyof typeof AgentStateReason];

/**
 * Names and sentences of {@link AgentStateReason} (guide: reason codes for agent state
 * change).
 */
export const agentStateReasonCodes: Codes = /* @__PURE__ */ codes(
  AgentStateReason,
  {
    AGT_RELOGON: 'The agent logged in again.',
    AGT_CONN_DOWN: "The agent's desktop stopped or lost its connection.",
    CCX_FAILURE: 'The contact center server failed.',
    AGT_RNA: 'The agent did not answer a call in time.',
    AGT_OFFHOOK: "The agent's phone went off-hook.",
    AGT_NON_ICD: 'The agent is on a call that did not come through a queue.',
    AGT_LOGON: 'The agent has just logged in.',
    AGT_PHONE_DOWN: "The agent's phone went out of service.",
    AGT_WORK_TIMER_EXP: "The agent's wrap-up time ran out.",
    CM_FAILOVER: 'Communications Manager moved to another node after a failure.',
    AGT_PHONE_UP: "The agent's phone is back in service.",
    AGT_CALL_ENDED: "The agent's call ended.",
    AGT_DEVICE_RESTRICTED: "The agent's phone is restricted.",
    AGT_LINE_RESTRICTED: "The agent's line is restricted.",
    AGT_CANCEL_RESERVATION: 'The agent canceled the reservation for an outbound preview call.',
    AGT_SKIPS: 'The agent skipped an outbound preview call.',
    AGT_ICD_EXTENSION_CHANGED: "The agent's contact center extension was changed.",
    AGT_CANCEL_CONSULT: 'The consulting agent went to not ready and so canceled the consultation.',
    AGENT_DELETED: 'The agent was deleted from the configuration.',
    AGT_RESERVED_OUTBOUND: 'The agent is reserved for a progressive or predictive outbound call.',
    AGT_RESERVED_OUTBOUND_DIRECTPREVIEW: 'The agent is reserved for an outbound preview call.',
    OUTBOUND_WORK_REASONCODE: 'The agent is wrapping up an outbound call.',
    EMAIL_CONTACT_NOT_ACCEPTED: 'The agent did not accept an e-mail.',
    AGT_SEC_LINE_OFFHOOK: "Another monitored line of the agent's phone came into use.",
    AGT_EXTENSION_CONFLICT: 'Another agent logged in with the same extension.',
    SUP_AGT_TO_LOGOUT: 'A supervisor logged the agent out.',
    SUP_AGT_TO_NOT_READY: 'A supervisor set the agent to not ready.',
  },
  unknownReason,
);

function unknownReason(value: number): string {
  if (value === 0) return 'No reason was given.';
  if (value > 0 && value < AgentStateReason.AGT_EXTENSION_CONFLICT) {
    return `Reason code ${value}, defined by the administrators of the contact center.`;
  }
  return `Unknown reason code ${value}.`;
}
