/** What was true while the session was ready stays on the page while it is not: nothing vanishes in a failover. */
import { useEffect, useRef } from 'react';
import { useSession } from 'rxcti/react';

/** The value now, or the last one of before the session was lost. */
export function useSteady<T>(value: T): { readonly value: T; readonly isLive: boolean } {
  const isLive = useSession().name === 'ready';
  const last = useRef(value);
  useEffect(() => {
    if (isLive) last.current = value;
  });
  return { value: isLive ? value : last.current, isLive };
}
