/**
 * Reads and validates OPEN_REQ.
 * Guide: OPEN_REQ; Reasons for a connection to fail; Error (E) status codes; NamedVariable data format.
 * @module
 */
import { createCodec } from '../protocol/codec.ts';
import { ErrorStatus } from '../protocol/constants/failures.ts';
import { ServiceMask } from '../protocol/constants/service-masks.ts';
import { MessageType, type OpenReq } from '../protocol/generated/messages.ts';
import type { FloatingWidths } from '../protocol/reader.ts';
import { highestVersion, lowestVersion, widthsOf } from '../protocol/versions.ts';
import { bodyUint, type Refusal } from './refusal.ts';
import { type RequestLayout, requestLayout, validateRequest, walkFloating } from './request-validation.ts';

/** Minimum IdleTimeout: four heartbeats at the shortest interval of 5 s. */
const minIdleTimeoutSeconds = 20;
/** IdleTimeout must be below this. */
const idleTimeoutLimitSeconds = 120;

/** The protocol versions that a server accepts. */
export interface VersionRange {
  readonly lowest: number;
  readonly highest: number;
}

/** All versions that rxcti implements. */
export const allVersions: VersionRange = { lowest: lowestVersion, highest: highestVersion };

/** VersionNumber: the second UINT of the body in every version. */
export function openVersion(frame: Uint8Array): number | undefined {
  return bodyUint(frame, 1);
}

/** Validates the bytes of an OPEN_REQ of a known version and decodes it. */
export function readOpen(frame: Uint8Array, version: number, lengthBytes: 1 | 2): OpenReq | Refusal {
  const layout = requestLayout(MessageType.OPEN_REQ, version) as RequestLayout;
  const widths = detectWidths(frame, version, layout, lengthBytes);
  const refusal = validateRequest(frame, layout, widths);
  if (refusal !== undefined) return refusal;
  return createCodec({ version, ...widths, strict: true }).decode(frame) as OpenReq;
}

/**
 * No bytes of version 18 are published, so a client may use either length width in OPEN_REQ, whatever the server uses later.
 * Takes the width with which the floating part ends exactly and all tags are known.
 */
function detectWidths(
  frame: Uint8Array,
  version: number,
  layout: RequestLayout,
  preferred: 1 | 2,
): FloatingWidths {
  if (version < 18) return widthsOf(version);
  const { tagBytes } = widthsOf(version);
  const candidates = [preferred, preferred === 1 ? 2 : 1].map(
    (lengthBytes): FloatingWidths => ({ tagBytes, lengthBytes: lengthBytes as 1 | 2 }),
  );
  const isPossible = (widths: FloatingWidths, onlyKnownTags: boolean): boolean => {
    const visit = (tag: number): Refusal | undefined =>
      onlyKnownTags && !layout.floating.has(tag) ? { status: 0 } : undefined;
    return walkFloating(frame, layout.fixed.end, widths, visit) === frame.length;
  };
  return (
    candidates.find((widths) => isPossible(widths, true)) ??
    candidates.find((widths) => isPossible(widths, false)) ??
    (candidates[0] as FloatingWidths)
  );
}

/** Refuses a version outside the range. */
export function checkOpenVersion(version: number, versions: VersionRange = allVersions): Refusal | undefined {
  if (version >= versions.lowest && version <= versions.highest) return undefined;
  return {
    status: ErrorStatus.E_CTI_INVALID_VERSION,
    text: `this server accepts protocol versions ${versions.lowest} to ${versions.highest}`,
  };
}

/** Refuses an OPEN_REQ with an invalid version, IdleTimeout or mode. */
export function checkOpen(open: OpenReq, versions: VersionRange = allVersions): Refusal | undefined {
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
  const isAgentMode = (open.servicesRequested & ServiceMask.CTI_SERVICE_CLIENT_EVENTS) !== 0;
  const isBridgeMode = (open.servicesRequested & ServiceMask.CTI_SERVICE_ALL_EVENTS) !== 0;
  if (isAgentMode && isBridgeMode) {
    // Guide: the two exclude each other. It gives no status for this case.
    return {
      status: ErrorStatus.E_CTI_UNSPECIFIED_FAILURE,
      text: 'CTI_SERVICE_CLIENT_EVENTS and CTI_SERVICE_ALL_EVENTS exclude each other',
    };
  }
  // Clients send all three fields and leave unused ones empty.
  const hasAgent = [open.agentExtension, open.agentId, open.agentInstrument].some(
    (field) => field !== undefined && field !== '',
  );
  if (isAgentMode && !hasAgent) {
    return {
      status: ErrorStatus.E_CTI_REQUIRED_DATA_MISSING,
      text: 'agent mode requires AgentExtension, AgentID or AgentInstrument',
    };
  }
  if (isBridgeMode && hasAgent) {
    return {
      status: ErrorStatus.E_CTI_INVALID_AGENT_DATA,
      text: 'bridge mode does not allow AgentExtension, AgentID or AgentInstrument',
    };
  }
  return undefined;
}
