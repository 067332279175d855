/**
 * Codes of devices and of connections between devices and calls.
 * @module
 */

import { type Codes, codes } from './lookup.ts';

/**
 * The kind of device in every DeviceType field except those of connections (guide: DeviceType values).
 *
 * CONFIG_DEVICE_EVENT has a DeviceType of its own, ConfigDeviceClass. The sample logs write
 * DEVID_AGENT_DEVICE_IDENTIFIER for 76.
 */
export const DeviceType = {
  DEVID_NONE: 0xffff,
  DEVID_DEVICE_IDENTIFIER: 0,
  DEVID_CTI_PORT: 73,
  DEVID_ROUTE_POINT: 74,
  DEVID_AGENT_DEVICE: 76,
  DEVID_QUEUE: 77,
  DEVID_NON_ACD_DEVICE_IDENTIFIER: 78, // since 14
  DEVID_TRUNK_IDENTIFIER: 70, // inferred: GED-188's name of a number the guide prints as reserved
  DEVID_TRUNK_GROUP_IDENTIFIER: 71, // inferred: GED-188's name of a number the guide prints as reserved
  DEVID_IP_PHONE_MAC_IDENTIFIER: 72, // inferred: GED-188's name of a number the guide prints as reserved
  DEVID_EXTERNAL: 75, // inferred: GED-188's name of a number the guide prints as reserved
} as const;

/** One value of {@link DeviceType} (guide: DeviceType values). */
export type DeviceType = (typeof DeviceType)[keyof typeof DeviceType];

/** Names and sentences of {@link DeviceType} (guide: DeviceType values). */
export const deviceTypeCodes: Codes = /* @__PURE__ */ codes(
  DeviceType,
  {
    DEVID_NONE: 'No device is given.',
    DEVID_DEVICE_IDENTIFIER: 'The device is the extension of an IP phone.',
    DEVID_CTI_PORT: 'The device is a CTI port.',
    DEVID_ROUTE_POINT: 'The device is a route point, the number that callers dial.',
    DEVID_AGENT_DEVICE: "The device is an agent's phone.",
    DEVID_QUEUE: 'The device is a queue.',
    DEVID_NON_ACD_DEVICE_IDENTIFIER: "The device is a line of an agent's phone that takes no queued calls.",
    DEVID_TRUNK_IDENTIFIER: 'The device is a trunk to another network.',
    DEVID_TRUNK_GROUP_IDENTIFIER: 'The device is a group of trunks to another network.',
    DEVID_IP_PHONE_MAC_IDENTIFIER: 'The device is an IP phone named by its hardware address.',
    DEVID_EXTERNAL: 'The device lies outside the phone system.',
  },
  'device type',
);

/** The kind of id that names a device's part in a call (guide: ConnectionDeviceType values). */
export const ConnectionDeviceType = {
  CONNECTION_ID_NONE: 0xffff,
  CONNECTION_ID_STATIC: 0,
  CONNECTION_ID_DYNAMIC: 1,
} as const;

/** One value of {@link ConnectionDeviceType} (guide: ConnectionDeviceType values). */
export type ConnectionDeviceType = (typeof ConnectionDeviceType)[keyof typeof ConnectionDeviceType];

/**
 * Names and sentences of {@link ConnectionDeviceType} (guide: ConnectionDeviceType values).
 */
export const connectionDeviceTypeCodes: Codes = /* @__PURE__ */ codes(
  ConnectionDeviceType,
  {
    CONNECTION_ID_NONE: 'No connection type is given.',
    CONNECTION_ID_STATIC: 'The connection id stays the same from call to call.',
    CONNECTION_ID_DYNAMIC: 'The connection id may differ from call to call.',
  },
  'connection type',
);
