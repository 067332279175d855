/** Actions of the demo menu: `POST /demo/<action>` drives the simulated contact center. */
import type { Cluster } from '@rxcti/simulator';
import { CtiError } from 'rxcti';
import type { DemoRelay } from './relay.ts';
import { routeCallsToDemoAgents } from './setup.ts';

/** Runs the action with the JSON body; throws or rejects when it fails. */
export type DemoAction = (body: Readonly<Record<string, unknown>>) => unknown;

/** Simulated callers with the call data that the screen-pop shows. */
const customers = [
  { ani: '4930556710', name: 'Amelie Brandt', account: 'C-20471', level: 'Gold', topic: 'Order 88213' },
  { ani: '33142685530', name: 'Hugo Lefèvre', account: 'C-11802', level: 'Silver', topic: 'Invoice' },
  { ani: '390645520117', name: 'Chiara Conti', account: 'C-30117', level: 'Standard', topic: 'Delivery' },
  { ani: '442079460991', name: 'Oliver Hughes', account: 'C-27745', level: 'Gold', topic: 'Contract' },
] as const;

/** Long enough for the page to notice the outage and to fail at reconnecting. */
const relayOutageMs = 10_000;

/** `relay` is a function because the page server starts before the relay does. */
export function createDemoActions(
  cluster: Cluster,
  relay: () => Pick<DemoRelay, 'stop'>,
): Readonly<Record<string, DemoAction>> {
  let next = 0;
  const nextCustomer = () => customers[next++ % customers.length] ?? customers[0];
  return {
    'fail-over': ({ forgetCallData }) => cluster.failover({ forgetCallData: forgetCallData === true }),
    async 'relay-outage'() {
      const restart = await relay().stop();
      setTimeout(() => void restart(), relayOutageMs).unref();
    },
    async call({ queue, agentId }) {
      if (typeof agentId === 'string') await routeCallsToDemoAgents(cluster, agentId);
      const { ani, name, account, level, topic } = nextCustomer();
      return cluster.master.inboundCall({
        ani,
        dnis: String(7000 + Number(queue ?? 0)),
        variables: {
          callVariable1: name,
          callVariable2: account,
          namedVariables: { 'user.ServiceLevel': level, 'user.Topic': topic },
        },
      });
    },
    preview({ agentId }) {
      const { ani, name, account } = nextCustomer();
      return cluster.master.reserve({
        agentId: String(agentId),
        campaign: 'Renewals',
        customer: name,
        phone: ani,
        account,
      });
    },
  };
}

/** The error message shown in the demo menu. */
export const actionErrorMessage = (error: unknown): string =>
  CtiError.is(error, 'NOT_POSSIBLE') ? error.details.reason : (error as Error).message;
