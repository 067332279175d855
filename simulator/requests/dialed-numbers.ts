/**
 * Resolves dialed numbers to agents' phones, triggers and public numbers.
 * Guide: MAKE_CALL_REQ; General rules (primary.actual).
 * @module
 */
import { CCXErrorCode, ControlFailureCode, EventCause, LocalConnectionState } from 'rxcti/protocol';
import type { ReachableTarget, Target } from '../contact-center/dialing.ts';
import { agentAt, maxCallsPerLine } from '../model/agents.ts';
import { deviceOf, externalDevice, phoneDevice, triggerDevice } from '../model/calls.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Agent, Device } from '../model/entities.ts';
import type { ControlRefusal } from './refusals.ts';

/** A number that exists and cannot ring: MAKE_CALL_REQ gets a failed call, other requests are refused. */
type Unreachable = Extract<Target, { readonly kind: 'unreachable' }> & { readonly refusal: ControlRefusal };

/** Fewer digits are extensions; more do not fit into a DNIS field. */
const publicNumber = /^\+?\d{5,30}$/;

/** The target of a dialed number, or the refusal for an unknown number. */
export function resolveNumber(
  center: ContactCenter,
  dialed: string,
  from: Agent,
): ReachableTarget | Unreachable | ControlRefusal {
  const number = deviceOf(dialed) ?? '';
  const application = center.config.applications.find(({ trigger }) => trigger === number);
  if (application !== undefined) {
    const device = triggerDevice(application);
    if (center.freePorts.length === 0) return busy(device, 'all CTI ports are taken');
    return { kind: 'trigger', application, device };
  }
  const agent = agentAt(center, number);
  if (agent !== undefined && agent !== from) {
    const device = phoneDevice(agent);
    if (!agent.inService) {
      const refusal = {
        failureCode: ControlFailureCode.CF_RESOURCE_OUT_OF_SERVICE,
        ccxErrorCode: CCXErrorCode.CCX_AGENT_DEVICE_OFF,
        text: 'the called phone is out of service',
      };
      return { kind: 'unreachable', device, cause: EventCause.CEC_DEST_NOT_OBTAINABLE, refusal };
    }
    const isBusy =
      agent.parties.length >= maxCallsPerLine ||
      agent.parties.some(({ state }) => state !== LocalConnectionState.LCS_HOLD);
    if (isBusy) return busy(device, 'the called phone is busy');
    return { kind: 'agent', agent, device };
  }
  if (publicNumber.test(number)) return { kind: 'external', device: externalDevice(number) };
  return {
    failureCode: ControlFailureCode.CF_INVALID_DESTINATION,
    ccxErrorCode: number === '' ? CCXErrorCode.CCX_DIALED_NUMBER_NULL : CCXErrorCode.CCX_INVALID_ARGUMENT,
    text: 'unknown number',
  };
}

const busy = (device: Device, text: string): Unreachable => ({
  kind: 'unreachable',
  device,
  cause: EventCause.CEC_BUSY,
  refusal: {
    failureCode: ControlFailureCode.CF_RESOURCE_BUSY,
    ccxErrorCode: CCXErrorCode.CCX_AGENT_DEVICE_BUSY,
    text,
  },
});
