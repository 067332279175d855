/** The desk, for the components below the shell. */
import { createContext, useContext } from 'react';
import { type UseAgentResult, useAgent } from 'rxcti/react';
import type { Desk } from './desktop-session.ts';

export const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === undefined) throw new Error('useDesk() is for components below the shell');
  return desk;
}

/** The agent who is signed in. */
export function useMe(): UseAgentResult {
  return useAgent(useDesk().account.agentId);
}
