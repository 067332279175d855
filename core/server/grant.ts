/**
 * What a client is granted: the services it asked for as far as the host allows them, and its masks.
 * Guide: OPEN_REQ, OPEN_CONF, How the client selects the types of messages wanted.
 * @module
 */
import { ConfigMsgMask, ServiceMask } from '../protocol/constants/service-masks.ts';
import type { OpenConf, OpenReq } from '../protocol/generated/messages.ts';

/** Bridge mode sees everybody, agent mode one agent; a client that asks for neither gets no agent and call events. */
export type ClientMode = 'bridge' | 'agent' | 'none';

/** The agent that an agent-mode session stands for. */
export interface ServedAgent {
  readonly agentId: string;
  readonly extension: string;
  readonly instrument: string;
  /** AgentState now. */
  readonly state: number;
}

/** A host's yes to an OPEN_REQ. */
export interface Grant {
  /** Services that the host offers to this client, a {@link ServiceMask}; more than it asked for does no harm. */
  readonly services: number;
  /** Kinds of configuration that the host offers, a {@link ConfigMsgMask}. Default: all. */
  readonly configMsgMask?: number;
  /** Whether the contact center behind the host is online. */
  readonly online: boolean;
  /** The agent of an agent-mode session. */
  readonly agent?: ServedAgent;
}

/** A no: to an OPEN_REQ or to any other message. */
export interface Refusal {
  /** An ErrorStatus. */
  readonly status: number;
  /** What was wrong, in words; never anything the client sent. */
  readonly text?: string;
}

/** What an open session may do and wants to hear. */
export interface Granted {
  readonly version: number;
  readonly mode: ClientMode;
  readonly clientId: string;
  /** Agent of an agent-mode session. */
  readonly agentId: string | undefined;
  readonly idleTimeoutSeconds: number;
  readonly services: number;
  readonly callMsgMask: number;
  readonly agentStateMask: number;
  readonly configMsgMask: number;
  /** Mask of the last CONFIG_REQUEST_EVENT; until one came, no configuration events go out. */
  readonly configurationMask: number | undefined;
}

const {
  CTI_SERVICE_ALL_EVENTS,
  CTI_SERVICE_CLIENT_EVENTS,
  CTI_AGENT_STATE_CONTROL_ONLY,
  CTI_SERVICE_CONFIG_EVENTS,
} = ServiceMask;

/** The mode that the two mode bits of a service mask stand for. */
export function modeOf(services: number): ClientMode {
  if ((services & CTI_SERVICE_ALL_EVENTS) !== 0) return 'bridge';
  return (services & CTI_SERVICE_CLIENT_EVENTS) !== 0 ? 'agent' : 'none';
}

/** Joins what was asked for with what the host allows and the version has. */
export function grantOpen(open: OpenReq, grant: Grant): Granted {
  const version = open.versionNumber;
  // The bit exists since 12; before, it means nothing.
  const known = version >= 12 ? 0xffffffff : ~CTI_AGENT_STATE_CONTROL_ONLY;
  const services = (open.servicesRequested & grant.services & known) >>> 0;
  const terminals = version >= 18 ? 0 : ConfigMsgMask.CONFIG_TERMINAL_MASK;
  const configured = (services & CTI_SERVICE_CONFIG_EVENTS) !== 0;
  return {
    version,
    mode: modeOf(services),
    clientId: open.clientId,
    agentId: grant.agent?.agentId,
    idleTimeoutSeconds: open.idleTimeout,
    services,
    callMsgMask: open.callMsgMask,
    agentStateMask: open.agentStateMask,
    configMsgMask: configured ? open.configMsgMask & (grant.configMsgMask ?? 0x1f) & ~terminals : 0,
    configurationMask: undefined,
  };
}

/** The OPEN_CONF that tells a client what it got, with the fields that its version has. */
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
