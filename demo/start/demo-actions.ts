/** The demo controls of the page: what `POST /demo/...` makes happen in the simulated contact center. */

import type { Cluster } from '@rxcti/simulator';
import { CtiError } from 'rxcti';
import type { DemoRelay } from './relay.ts';
import { prefer } from './setup.ts';

/** Does it; throws or rejects with what stands in the way. */
export type Control = (body: Readonly<Record<string, unknown>>) => unknown;

/** Customers who call when told; each brings along what a screen-pop shows. */
const customers = [
  { ani: '4930556710', name: 'Amelie Brandt', account: 'C-20471', level: 'Gold', topic: 'Order 88213' },
  { ani: '33142685530', name: 'Hugo Lefèvre', account: 'C-11802', level: 'Silver', topic: 'Invoice' },
  { ani: '390645520117', name: 'Chiara Conti', account: 'C-30117', level: 'Standard', topic: 'Delivery' },
  { ani: '442079460991', name: 'Oliver Hughes', account: 'C-27745', level: 'Gold', topic: 'Contract' },
] as const;

/** Long enough for a page to notice, and to try in vain. */
const relayAwayMs = 10_000;

/** `relay` is asked for once a button is pressed: the page listens before there is one. */
export function createControls(
  center: Cluster,
  relay: () => Pick<DemoRelay, 'takeAway'>,
): Readonly<Record<string, Control>> {
  let next = 0;
  return {
    'fail-over': ({ forgetCallData }) => center.failover({ forgetCallData: forgetCallData === true }),
    async 'relay-away'() {
      const bring = await relay().takeAway();
      setTimeout(() => void bring(), relayAwayMs).unref();
    },
    async call({ queue, agentId }) {
      if (typeof agentId === 'string') await prefer(center, agentId);
      const customer = customers[next++ % customers.length] ?? customers[0];
      const { ani, name, account, level, topic } = customer;
      return center.master.inboundCall({
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
      const { ani, name, account } = customers[next++ % customers.length] ?? customers[0];
      return center.master.reserve({
        agentId: String(agentId),
        campaign: 'Renewals',
        customer: name,
        phone: ani,
        account,
      });
    },
  };
}

/** What went wrong, for the person who pressed the button. */
export const explain = (error: unknown): string =>
  CtiError.is(error, 'NOT_POSSIBLE') ? error.details.reason : (error as Error).message;
