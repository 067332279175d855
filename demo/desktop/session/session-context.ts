/** React context of the desktop session. */
import { createContext, useContext } from 'react';
import { type UseAgentResult, useAgent } from 'rxcti/react';
import type { DesktopSession } from './desktop-session.ts';

export const SessionContext = createContext<DesktopSession | undefined>(undefined);

export function useDesktopSession(): DesktopSession {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('useDesktopSession() requires a SessionContext');
  return session;
}

/** The signed-in agent. */
export function useCurrentAgent(): UseAgentResult {
  return useAgent(useDesktopSession().account.agentId);
}
