/** Keeps values on the page while the session is not ready, as during a failover. */
import { useEffect, useRef } from 'react';
import { useSession } from 'rxcti/react';

/** Returns the current value, or while the session is not ready the last value before that. */
export function useLastReady<T>(value: T): { readonly value: T; readonly isLive: boolean } {
  const isLive = useSession().name === 'ready';
  const last = useRef(value);
  useEffect(() => {
    if (isLive) last.current = value;
  });
  return { value: isLive ? value : last.current, isLive };
}
