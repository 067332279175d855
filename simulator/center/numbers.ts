/**
 * What a dialed number stands for: a phone, a trigger, somebody outside, or nobody.
 * Guide: MAKE_CALL_REQ; General rules (primary.actual).
 * @module
 */
import { CCXErrorCode, ControlFailureCode, EventCause, LocalConnectionState } from 'rxcti/protocol';
import type { ControlRefusal } from '../requests/agent-requests.ts';
import { type Agent, agentAt, lineCalls } from './agents.ts';
import { deviceOf, outside, phoneOf } from './call-model.ts';
import { triggerOf } from './calls.ts';
import type { Center, Device } from './center.ts';
import type { ApplicationProfile } from './people.ts';

/** What a dialed number stands for. */
export type Target = { readonly device: Device } & (
  | { readonly kind: 'agent'; readonly agent: Agent }
  | { readonly kind: 'trigger'; readonly application: ApplicationProfile }
  | { readonly kind: 'outside' }
  | Unreachable
);

/** A number that exists and does not answer: who dials it hears a tone, other requests are refused. */
export interface Unreachable {
  readonly kind: 'unreachable';
  /** An EventCause. */
  readonly cause: number;
  readonly refusal: ControlRefusal;
}

/** A number that can be made to ring. */
export type Reachable = Exclude<Target, Unreachable>;

/** Numbers with fewer digits are extensions; with more they fit into no DNIS field. */
const publicNumber = /^\+?\d{5,30}$/;

/** Finds out whom a number calls, or why nobody. */
export function targetOf(center: Center, dialed: string, from: Agent): Target | ControlRefusal {
  const number = deviceOf(dialed) ?? '';
  const application = center.world.applications.find(({ trigger }) => trigger === number);
  if (application !== undefined) {
    const device = triggerOf(application);
    if (center.freePorts.length === 0) return busy(device, 'all CTI ports are taken');
    return { kind: 'trigger', application, device };
  }
  const agent = agentAt(center, number);
  if (agent !== undefined && agent !== from) {
    const device = phoneOf(agent);
    if (!agent.inService) {
      const refusal = {
        failureCode: ControlFailureCode.CF_RESOURCE_OUT_OF_SERVICE,
        ccxErrorCode: CCXErrorCode.CCX_AGENT_DEVICE_OFF,
        text: 'the called phone is out of service',
      };
      return { kind: 'unreachable', device, cause: EventCause.CEC_DEST_NOT_OBTAINABLE, refusal };
    }
    const engaged =
      agent.parties.length >= lineCalls ||
      agent.parties.some(({ state }) => state !== LocalConnectionState.LCS_HOLD);
    if (engaged) return busy(device, 'the called phone is busy');
    return { kind: 'agent', agent, device };
  }
  if (publicNumber.test(number)) return { kind: 'outside', device: outside(number) };
  return {
    failureCode: ControlFailureCode.CF_INVALID_DESTINATION,
    ccxErrorCode: number === '' ? CCXErrorCode.CCX_DIALED_NUMBER_NULL : CCXErrorCode.CCX_INVALID_ARGUMENT,
    text: 'nobody has that number',
  };
}

const busy = (device: Device, text: string): Target => ({
  kind: 'unreachable',
  device,
  cause: EventCause.CEC_BUSY,
  refusal: {
    failureCode: ControlFailureCode.CF_RESOURCE_BUSY,
    ccxErrorCode: CCXErrorCode.CCX_AGENT_DEVICE_BUSY,
    text,
  },
});
