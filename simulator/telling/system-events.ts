/**
 * What concerns CCX as a whole, or one phone.
 * Guide: SYSTEM_EVENT.
 * @module
 */
import { CCXStatus, DeviceType, SystemEventID } from 'rxcti/protocol';
import type { Agent } from '../center/agents.ts';
import type { Center } from '../center/center.ts';

/** When and in what condition an event is told. */
export interface Moment {
  readonly online: boolean;
  readonly nowMs: number;
}

/** Tells all clients that CCX is online now, or offline. */
export function tellOnline(center: Center, moment: Moment): void {
  const { SYS_CCX_ONLINE, SYS_CCX_OFFLINE } = SystemEventID;
  const event = {
    ...systemEvent(moment, moment.online ? SYS_CCX_ONLINE : SYS_CCX_OFFLINE),
    eventDeviceType: DeviceType.DEVID_NONE,
  };
  center.publish(event, { bridge: true, agents: [...center.agents.keys()] });
}

/** Tells all clients that a phone is in service now, or out of it. */
export function tellInService(center: Center, moment: Moment, { person }: Agent, inService: boolean): void {
  const { SYS_INSTRUMENT_BACK_IN_SERVICE, SYS_INSTRUMENT_OUT_OF_SERVICE } = SystemEventID;
  const event = {
    ...systemEvent(moment, inService ? SYS_INSTRUMENT_BACK_IN_SERVICE : SYS_INSTRUMENT_OUT_OF_SERVICE),
    eventDeviceType: DeviceType.DEVID_AGENT_DEVICE,
    eventDeviceId: person.extension,
  };
  center.publish(event, { bridge: true, agents: [...center.agents.keys()] });
}

const systemEvent = ({ online, nowMs }: Moment, systemEventId: number) =>
  ({
    type: 'SYSTEM_EVENT',
    ccxStatus: online ? CCXStatus.CCX_IN_SERVICE : CCXStatus.CCX_OUT_OF_SERVICE,
    ccxTime: Math.floor(nowMs / 1000),
    systemEventId,
    systemEventArg1: 0,
    systemEventArg2: 0,
    systemEventArg3: 0,
  }) as const;
