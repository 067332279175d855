/**
 * The list of nodes.
 * Guide: Connect CTI sessions in a clustered Unified CCX.
 * @module
 */
import { CtiError } from '../errors.ts';
import type { Endpoint } from '../transport.ts';

/** CCX's default port; its setting is RmCm TCP Port. */
export const defaultPort = 42027;

/** A node in the options. Default port: {@link defaultPort}. */
export interface EndpointOption {
  readonly host: string;
  readonly port?: number;
}

/** At least one node. */
export type Endpoints = readonly [Endpoint, ...Endpoint[]];

/** Checks the list and adds default ports. */
export function normalizeEndpoints(options: readonly EndpointOption[]): Endpoints {
  const [first, ...others] = options;
  if (first === undefined) {
    throw new CtiError('INVALID_ARGUMENT', 'endpoints must name at least one node', {
      argument: 'endpoints',
    });
  }
  return [normalize(first), ...others.map(normalize)];
}

function normalize({ host, port = defaultPort }: EndpointOption): Endpoint {
  if (host === '' || !Number.isInteger(port) || port < 1 || port > 65535) {
    throw new CtiError('INVALID_ARGUMENT', `endpoints: invalid host or port '${host}:${port}'`, {
      argument: 'endpoints',
    });
  }
  return { host, port };
}

/** The node at this index. */
export function endpointAt(endpoints: Endpoints, index: number): Endpoint {
  return endpoints[index] ?? endpoints[0];
}
