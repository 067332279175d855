/**
 * The list of nodes and the walk through it.
 * Guide: Connect CTI sessions in a clustered Unified CCX.
 * @module
 */
import { CtiError } from '../errors.ts';
import type { Endpoint } from '../transport.ts';

/** Port on which CCX listens unless its RmCm TCP Port says otherwise. */
export const defaultPort = 42027;

/** A node as users write it down: the port may be left out. */
export interface EndpointOption {
  readonly host: string;
  readonly port?: number;
}

/** Checks the list and fills in the port. */
export function normalizeEndpoints(options: readonly EndpointOption[]): readonly Endpoint[] {
  if (options.length === 0) {
    throw new CtiError('INVALID_ARGUMENT', 'endpoints is empty: name at least one node', {
      argument: 'endpoints',
    });
  }
  return options.map(({ host, port = defaultPort }) => {
    if (host === '' || !Number.isInteger(port) || port < 1 || port > 65535) {
      throw new CtiError('INVALID_ARGUMENT', `endpoints: '${host}:${port}' is no host and port`, {
        argument: 'endpoints',
      });
    }
    return { host, port };
  });
}

/** The node after this one; after the last comes the first. */
export function nextEndpoint(endpoints: readonly Endpoint[], index: number): number {
  return (index + 1) % endpoints.length;
}
