/**
 * Provides a client to the hooks of a component tree.
 * @module
 */
import { createContext, createElement, type FunctionComponent, type ReactNode, useContext } from 'react';
import type { CtiClient } from '../core/client.ts';
import { CtiError } from '../core/errors.ts';

const CtiContext = createContext<CtiClient | undefined>(undefined);

/** Props of {@link CtiProvider}. */
export interface CtiProviderProps {
  /** Created outside React. The provider neither connects nor closes it. */
  readonly client: CtiClient;
  readonly children?: ReactNode;
}

/**
 * Provides a client to the hooks below it. Connect and close the client where it was created.
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

/** Options of every hook. */
export interface ClientOption {
  /** Default: the client of the {@link CtiProvider} above. */
  readonly client?: CtiClient;
}

/**
 * Returns the given client, or the provider's.
 * @throws {CtiError} `NO_CLIENT` if there is neither.
 */
export function useCtiClient({ client }: ClientOption = {}): CtiClient {
  const provided = useContext(CtiContext);
  const found = client ?? provided;
  if (found !== undefined) return found;
  throw new CtiError(
    'NO_CLIENT',
    'no CTI client: render the component below <CtiProvider client={...}>, or pass { client } to the hook',
    {},
  );
}
