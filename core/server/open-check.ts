/**
 * What makes an OPEN_REQ unacceptable whoever sends it.
 * Guide: OPEN_REQ, Reasons for a connection to fail, Error (E) status codes.
 * @module
 */
import { ErrorStatus } from '../protocol/constants/failures.ts';
import { ServiceMask } from '../protocol/constants/service-masks.ts';
import type { OpenReq } from '../protocol/generated/messages.ts';
import { highestVersion, lowestVersion } from '../protocol/versions.ts';
import type { Refusal } from './grant.ts';

/** Shortest IdleTimeout: four heartbeats at the shortest interval of 5 s. */
export const minIdleTimeoutSeconds = 20;
/** An IdleTimeout has to stay below this. */
export const idleTimeoutLimitSeconds = 120;

/** The versions that a server speaks. */
export interface ServedVersions {
  readonly lowest: number;
  readonly highest: number;
}

/** All versions that rxcti speaks. */
export const allVersions: ServedVersions = { lowest: lowestVersion, highest: highestVersion };

/** Refuses a version outside the served ones. */
export function checkOpenVersion(
  version: number,
  versions: ServedVersions = allVersions,
): Refusal | undefined {
  if (version >= versions.lowest && version <= versions.highest) return undefined;
  return {
    status: ErrorStatus.E_CTI_INVALID_VERSION,
    text: `this server speaks protocol versions ${versions.lowest} to ${versions.highest}`,
  };
}

/** Says what is wrong with the contents of an OPEN_REQ; undefined when nothing is. */
export function checkOpen(open: OpenReq, versions: ServedVersions = allVersions): Refusal | undefined {
  const version = checkOpenVersion(open.versionNumber, versions);
  if (version !== undefined) return version;
  if (open.idleTimeout < minIdleTimeoutSeconds || open.idleTimeout >= idleTimeoutLimitSeconds) {
    return {
      status: ErrorStatus.E_CTI_INVALID_TIMEOUT,
      text: `IdleTimeout must be at least ${minIdleTimeoutSeconds} and below ${idleTimeoutLimitSeconds} seconds`,
    };
  }
  return checkMode(open);
}

function checkMode(open: OpenReq): Refusal | undefined {
  const agentMode = (open.servicesRequested & ServiceMask.CTI_SERVICE_CLIENT_EVENTS) !== 0;
  const bridgeMode = (open.servicesRequested & ServiceMask.CTI_SERVICE_ALL_EVENTS) !== 0;
  if (agentMode && bridgeMode) {
    // The guide says that the two exclude each other and names no status for it.
    return {
      status: ErrorStatus.E_CTI_UNSPECIFIED_FAILURE,
      text: 'CTI_SERVICE_CLIENT_EVENTS and CTI_SERVICE_ALL_EVENTS exclude each other',
    };
  }
  // An empty field counts as none: clients send all three and leave the unused ones empty.
  const named = [open.agentExtension, open.agentId, open.agentInstrument].some(
    (field) => field !== undefined && field !== '',
  );
  if (agentMode && !named) {
    return {
      status: ErrorStatus.E_CTI_REQUIRED_DATA_MISSING,
      text: 'agent mode needs AgentExtension, AgentID or AgentInstrument',
    };
  }
  if (bridgeMode && named) {
    return {
      status: ErrorStatus.E_CTI_INVALID_AGENT_DATA,
      text: 'bridge mode takes no AgentExtension, AgentID or AgentInstrument',
    };
  }
  return undefined;
}
