/**
 * SYSTEM_EVENT: CCX online and offline, phones in and out of service.
 * Guide: SYSTEM_EVENT.
 * @module
 */
import { CCXStatus, DeviceType, SystemEventID } from 'rxcti/protocol';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Agent } from '../model/entities.ts';

/** Status and time in a SYSTEM_EVENT. */
export interface ServerStatus {
  readonly online: boolean;
  readonly nowMs: number;
}

/** Publishes to all clients whether CCX is online. */
export function publishOnline(center: ContactCenter, status: ServerStatus): void {
  const { SYS_CCX_ONLINE, SYS_CCX_OFFLINE } = SystemEventID;
  const event = {
    ...systemEvent(status, status.online ? SYS_CCX_ONLINE : SYS_CCX_OFFLINE),
    eventDeviceType: DeviceType.DEVID_NONE,
  };
  center.publish(event, { bridges: true, agents: [...center.agents.keys()] });
}

/** Publishes to all clients whether a phone is in service. */
export function publishInService(
  center: ContactCenter,
  status: ServerStatus,
  { config }: Agent,
  inService: boolean,
): void {
  const { SYS_INSTRUMENT_BACK_IN_SERVICE, SYS_INSTRUMENT_OUT_OF_SERVICE } = SystemEventID;
  const event = {
    ...systemEvent(status, inService ? SYS_INSTRUMENT_BACK_IN_SERVICE : SYS_INSTRUMENT_OUT_OF_SERVICE),
    eventDeviceType: DeviceType.DEVID_AGENT_DEVICE,
    eventDeviceId: config.extension,
  };
  center.publish(event, { bridges: true, agents: [...center.agents.keys()] });
}

const systemEvent = ({ online, nowMs }: ServerStatus, systemEventId: number) =>
  ({
    type: 'SYSTEM_EVENT',
    ccxStatus: online ? CCXStatus.CCX_IN_SERVICE : CCXStatus.CCX_OUT_OF_SERVICE,
    ccxTime: Math.floor(nowMs / 1000),
    systemEventId,
    systemEventArg1: 0,
    systemEventArg2: 0,
    systemEventArg3: 0,
  }) as const;
