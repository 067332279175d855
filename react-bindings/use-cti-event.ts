/**
 * Hook for events of the server.
 * @module
 */
import { useEffect, useRef } from 'react';
import type { CtiMessage } from '../core/protocol/generated/messages.ts';
import { type ClientOption, useCtiClient } from './provider.ts';

/**
 * Calls the handler for each event of this type while the component is mounted. The handler may be a new function at each
 * render: the latest one is called.
 *
 * @example
 * ```tsx
 * import { useState } from 'react';
 * import { useCtiEvent } from 'rxcti/react';
 *
 * function HelpRequests() {
 *   const [callIds, setCallIds] = useState<readonly number[]>([]);
 *   useCtiEvent('SUPERVISOR_ASSIST_EVENT', ({ callId }) => setCallIds((before) => [...before, callId]));
 *   return <p>{callIds.length} agents asked for help</p>;
 * }
 * ```
 */
export function useCtiEvent<Type extends CtiMessage['type']>(
  type: Type,
  handler: (event: Extract<CtiMessage, { type: Type }>) => void,
  options: ClientOption = {},
): void {
  const client = useCtiClient(options);
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  }, [handler]);
  useEffect(() => {
    const subscription = client.events$.subscribe((event) => {
      if (event.type === type) latest.current(event as Extract<CtiMessage, { type: Type }>);
    });
    return () => subscription.unsubscribe();
  }, [client, type]);
}
