'use client';
export type { AgentActions, CallActions } from './actions.ts';
/**
 * `rxcti/react`: React hooks for a client that was created outside React. React 18.3 and 19.
 * @module
 */
export { type ClientOption, CtiProvider, type CtiProviderProps, useCtiClient } from './provider.ts';
export {
  type SelectOptions,
  type UseAgentResult,
  useAgent,
  useAgents,
} from './use-agent.ts';
export { type UseCallOptions, type UseCallResult, useCall, useCalls } from './use-call.ts';
export { type UseCommandResult, useCommand } from './use-command.ts';
export { useCtiEvent } from './use-cti-event.ts';
export { type DurationOptions, useDuration } from './use-duration.ts';
export { useObservable } from './use-observable.ts';
export { type UseQueueResult, useQueue, useQueues } from './use-queue.ts';
export { useSession } from './use-session.ts';
export { type UseStatisticsOptions, type UseStatisticsResult, useStatistics } from './use-statistics.ts';
export { useTeam, useTeams } from './use-team.ts';
