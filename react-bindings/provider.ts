/**
 * Which client the hooks below speak to.
 * @module
 */
import { createContext, createElement, type FunctionComponent, type ReactNode, useContext } from 'react';
import type { CtiClient } from '../core/client.ts';
import { CtiError } from '../core/errors.ts';

const CtiContext = createContext<CtiClient | undefined>(undefined);

/** What {@link CtiProvider} is given. */
export interface CtiProviderProps {
  /** Made outside React; the provider neither connects nor closes it. */
  readonly client: CtiClient;
  readonly children?: ReactNode;
}

/**
 * Hands a client to the hooks below it. It owns nothing: connect and close the client where you made it.
 *
 * @example
 * ```tsx
 * import { bridgeMode, createCtiClient } from 'rxcti';
 * import { createMemoryNetwork } from 'rxcti/memory';
 * import { CtiProvider, useSession } from 'rxcti/react';
 *
 * const client = createCtiClient({
 *   transport: createMemoryNetwork().transport,
 *   endpoints: [{ host: 'ccx' }],
 *   mode: bridgeMode({ clientId: 'wallboard' }),
 * });
 * const Light = () => <b>{useSession().name}</b>;
 * const App = () => (
 *   <CtiProvider client={client}>
 *     <Light />
 *   </CtiProvider>
 * );
 * ```
 */
export const CtiProvider: FunctionComponent<CtiProviderProps> = ({ client, children }) =>
  createElement(CtiContext.Provider, { value: client }, children);

/** Every hook takes a client of its own instead of the provider's. */
export interface ClientOption {
  readonly client?: CtiClient;
}

/**
 * The client: the one given, or the provider's.
 * @throws {CtiError} `NO_CLIENT` when there is neither.
 */
export function useCtiClient({ client }: ClientOption = {}): CtiClient {
  const provided = useContext(CtiContext);
  const found = client ?? provided;
  if (found !== undefined) return found;
  throw new CtiError(
    'NO_CLIENT',
    'there is no CTI client here: put <CtiProvider client={...}> above, or pass { client } to the hook',
    {},
  );
}
