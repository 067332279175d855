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

/** Checks the list and adds default ports. */
export function normalizeEndpoints(options: readonly EndpointOption[]): readonly Endpoint[] {
  if (options.length === 0) {
    throw new CtiError('INVALID_ARGUMENT', 'endpoints must name at least one node', {
      argument: 'endpoints',
    });
  }
  return options.map(({ host, port = defaultPort }) => {
    if (host === '' || !Number.isInteger(port) || port < 1 || port > 65535) {
      throw new CtiError('INVALID_ARGUMENT', `endpoints: invalid host or port '${host}:${port}'`, {
        argument: 'endpoints',
      });
    }
    return { host, port };
  });
}

/** Index of the next node; the first one follows the last. */
export function nextEndpoint(endpoints: readonly Endpoint[], index: number): number {
  return (index + 1) % endpoints.length;
}
