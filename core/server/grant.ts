/**
 * What OPEN_CONF grants: the requested services as far as the host allows them, and the client's masks.
 * Guide: OPEN_REQ, OPEN_CONF, How the client selects the types of messages wanted.
 * @module
 */
import { ConfigMsgMask, ServiceMask } from '../protocol/constants/service-masks.ts';
import type { OpenConf, OpenReq } from '../protocol/generated/messages.ts';

/** Bridge mode: all agents. Agent mode: one agent. None: no agent and call events. */
export type ClientMode = 'bridge' | 'agent' | 'none';

/** The agent of an agent-mode session. */
interface SessionAgent {
  readonly agentId: string;
  readonly extension: string;
  readonly instrument: string;
  /** Current {@link AgentState}. */
  readonly state: number;
}

/** A host's positive answer to OPEN_REQ. */
export interface Grant {
  /** {@link ServiceMask} of the services that the client may use; bits that it did not request are ignored. */
  readonly services: number;
  /** {@link ConfigMsgMask} of the configuration that the client may receive. Default: all. */
  readonly configMsgMask?: number;
  /** Whether the contact center is online. */
  readonly online: boolean;
  /** Agent mode: the session's agent. */
  readonly agent?: SessionAgent;
}

/** Services and masks of an open session. */
export interface Granted {
  readonly version: number;
  readonly mode: ClientMode;
  readonly clientId: string;
  /** Agent mode: the session's agent. */
  readonly agentId: string | undefined;
  readonly idleTimeoutSeconds: number;
  readonly services: number;
  readonly callMsgMask: number;
  readonly agentStateMask: number;
  readonly configMsgMask: number;
  /** Mask of the last CONFIG_REQUEST_EVENT; undefined before the first one: no configuration events are sent. */
  readonly configurationMask: number | undefined;
}

const {
  CTI_SERVICE_ALL_EVENTS,
  CTI_SERVICE_CLIENT_EVENTS,
  CTI_AGENT_STATE_CONTROL_ONLY,
  CTI_SERVICE_CONFIG_EVENTS,
} = ServiceMask;

/** The mode in a service mask. */
export function modeOf(services: number): ClientMode {
  if ((services & CTI_SERVICE_ALL_EVENTS) !== 0) return 'bridge';
  return (services & CTI_SERVICE_CLIENT_EVENTS) !== 0 ? 'agent' : 'none';
}

/** Intersects the requested services and masks with those that the host allows and the version has. */
export function grantOpen(open: OpenReq, grant: Grant): Granted {
  const version = open.versionNumber;
  // CTI_AGENT_STATE_CONTROL_ONLY exists since version 12.
  const known = version >= 12 ? 0xffffffff : ~CTI_AGENT_STATE_CONTROL_ONLY;
  const services = (open.servicesRequested & grant.services & known) >>> 0;
  const unsupported = version >= 18 ? 0 : ConfigMsgMask.CONFIG_TERMINAL_MASK;
  const hasConfiguration = (services & CTI_SERVICE_CONFIG_EVENTS) !== 0;
  return {
    version,
    mode: modeOf(services),
    clientId: open.clientId,
    agentId: grant.agent?.agentId,
    idleTimeoutSeconds: open.idleTimeout,
    services,
    callMsgMask: open.callMsgMask,
    agentStateMask: open.agentStateMask,
    configMsgMask: hasConfiguration ? open.configMsgMask & (grant.configMsgMask ?? 0x1f) & ~unsupported : 0,
    configurationMask: undefined,
  };
}

/** OPEN_CONF with the fields of the session's version. */
export function openConf(invokeId: number, granted: Granted, grant: Grant): OpenConf {
  const agent = granted.mode === 'agent' ? grant.agent : undefined;
  return {
    type: 'OPEN_CONF',
    invokeId,
    servicesGranted: granted.services,
    ccxOnline: grant.online,
    agentState: agent?.state ?? 0,
    ...(agent === undefined
      ? {}
      : { agentExtension: agent.extension, agentInstrument: agent.instrument, agentId: agent.agentId }),
    ...(granted.version >= 14 ? { peripherals: [{ peripheralId: 1, multilineAgentControl: 1 }] } : {}),
    ...(granted.version >= 18 ? { configMsgMaskGranted: granted.configMsgMask } : {}),
  };
}
