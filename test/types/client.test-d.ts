/** Types of the client. Checked by tsc and never run; see messages.test-d.ts. */
import {
  type AgentMode,
  type BridgeMode,
  bridgeMode,
  type CtiClient,
  createCtiClient,
  type LiveAgent,
  type SessionMode,
  type Transport,
} from '../../core/index.ts';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Expect<Truth extends true> = Truth;

export type OwnAgent = [
  Expect<Same<CtiClient<AgentMode>['agent'], LiveAgent>>,
  Expect<Same<CtiClient<BridgeMode>['agent'], undefined>>,
  Expect<Same<CtiClient['agent'], LiveAgent | undefined>>,
  Expect<Same<CtiClient, CtiClient<SessionMode>>>,
];

declare const transport: Transport;
const bridge = createCtiClient({ transport, mode: bridgeMode({ clientId: 'wallboard' }) });
// @ts-expect-error: a bridge client has no agent of its own
bridge.agent.getSnapshot();
/** A client of either mode is a CtiClient. */
export const any: CtiClient = bridge;
