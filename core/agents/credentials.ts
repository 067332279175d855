/**
 * Checks an agent's ID and password without a change of state.
 * Guide: SET_AGENT_STATE_REQ (ForcedFlag).
 * @module
 */
import { CtiError } from '../errors.ts';
import { AgentState, ForcedFlag } from '../protocol/constants/agents.ts';
import type { RequestMessage, RequestOptions } from '../session/pending-requests.ts';

/** CONTROL_FAILURE_CONF codes of a wrong agent ID or password. */
const wrongCredentials: ReadonlySet<number> = new Set([256, 257, 258]);

/**
 * Resolves with true if agent ID and password are right, with false if CCX rejects them. Needs protocol version 12 or later.
 * `request` sends the message: `client.request`, or what forwards to it.
 * @throws {CtiError} as a rejection: whatever `request` rejects with for any other reason.
 */
export async function verifyCredentials(
  request: (message: RequestMessage, options?: RequestOptions) => Promise<unknown>,
  agentId: string,
  password: string,
  options: RequestOptions = {},
): Promise<boolean> {
  try {
    await request(
      {
        type: 'SET_AGENT_STATE_REQ',
        agentState: AgentState.AGENT_STATE_LOGIN,
        eventReasonCode: 0,
        forcedFlag: ForcedFlag.AuthenticateOnly,
        agentCapacity: 0,
        agentInstrument: 'unknown', // required by the guide for this flag
        agentId,
        agentPassword: password,
      },
      options,
    );
    return true;
  } catch (error) {
    if (CtiError.is(error, 'CONTROL_FAILED') && wrongCredentials.has(error.details.failureCode)) return false;
    throw error;
  }
}
