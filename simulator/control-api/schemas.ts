/**
 * Schemas of request bodies, for validation and the OpenAPI document.
 * @module
 */

import { MessageType } from 'rxcti/protocol';
import { z } from 'zod';
import type { FailoverOptions } from '../cluster.ts';
import type { AgentChange, QueueChange } from '../contact-center/provisioning.ts';
import type { NewAgent, NewQueue } from '../drivers/administration.ts';
import type { CallDataInput } from '../drivers/call-driver.ts';
import type { MessageWaitOptions } from '../drivers/message-expectations.ts';
import type { InboundCall, LoadChange, Reservation } from '../drivers/simulator-driver.ts';
import type { Corruption } from '../faults/message-faults.ts';
import type { FaultScope, MessageName } from '../faults/scope.ts';
import type { MassLoginOptions } from '../load/mass-login.ts';
import { type AgentStateName, agentStateNames } from '../model/agents.ts';
import { type CallStage, callTexts } from '../model/entities.ts';
import type { NodeRole } from '../options.ts';
import type { WaitOptions } from '../time/waiters.ts';

const text = z.string().max(1024);
const name = text.min(1);
const whole = z.number().int();
const count = whole.min(0);
const seconds = z.number().min(0);

const texts = Object.fromEntries(callTexts.map((key) => [key, text.exactOptional()])) as Record<
  (typeof callTexts)[number],
  z.ZodExactOptional<z.ZodString>
>;
const callData = z.strictObject({
  ...texts,
  namedVariables: z.record(z.string(), text).exactOptional(),
});
const timeout = { timeoutMs: whole.min(0).max(600_000).exactOptional() };
const csqIds = z.array(count).exactOptional();
const messageNames = Object.keys(MessageType) as MessageName[];
const messageName = z.enum(messageNames as [MessageName, ...MessageName[]]);
const scope = {
  client: name.exactOptional(),
  messages: z
    .union([z.enum(['all', 'events', 'confirmations']), z.array(messageName).min(1)])
    .exactOptional(),
  count: whole.min(1).exactOptional(),
};
const stages = ['dialing', 'offered', 'ivr', 'queued', 'ringing', 'connected', 'held', 'failed'] as const;

/** Types of validated bodies. */
export interface Bodies {
  readonly nothing: Readonly<Record<string, never>>;
  readonly wait: WaitOptions;
  readonly reason: { readonly reason?: number };
  readonly number: { readonly number: string };
  readonly digits: { readonly digits: string };
  readonly response: { readonly response: string };
  readonly otherAgent: { readonly agentId: string };
  readonly callData: CallDataInput;
  readonly becomesState: WaitOptions & { readonly state: AgentStateName };
  readonly becomesStage: WaitOptions & { readonly stage: CallStage };
  readonly inboundCall: InboundCall;
  readonly reservation: Reservation;
  readonly newAgent: NewAgent;
  readonly agentChange: Omit<AgentChange, 'competence'> & {
    readonly competence?: Readonly<Record<string, number>>;
  };
  readonly newQueue: NewQueue;
  readonly queueChange: QueueChange;
  readonly load: LoadChange;
  readonly massLogin: MassLoginOptions;
  readonly advance: { readonly ms: number };
  readonly waitForSent: AwaitedMessage & Pick<MessageWaitOptions, 'others'>;
  readonly waitForReceived: AwaitedMessage;
  readonly scope: FaultScope;
  readonly client: Pick<FaultScope, 'client'>;
  readonly delay: FaultScope & { readonly ms: number };
  readonly corrupt: FaultScope & { readonly how?: Corruption };
  readonly splitFrames: FaultScope & { readonly bytes: number };
  readonly unknownMessage: { readonly messageType?: number };
  readonly hex: { readonly hex: string };
  readonly status: { readonly status: number };
  readonly failure: { readonly status: number; readonly text?: string };
  readonly role: { readonly role: NodeRole };
  readonly failover: FailoverOptions;
}

type AwaitedMessage = WaitOptions &
  Pick<MessageWaitOptions, 'client'> & {
    readonly name: MessageName;
    readonly fields?: Readonly<Record<string, unknown>>;
  };

/** Schemas of all bodies. */
export const bodySchemas: { readonly [Name in keyof Bodies]: z.ZodType<Bodies[Name]> } = {
  nothing: z.strictObject({}),
  wait: z.strictObject(timeout),
  reason: z.strictObject({ reason: count.max(0xffff).exactOptional() }),
  number: z.strictObject({ number: name }),
  digits: z.strictObject({ digits: name }),
  response: z.strictObject({ response: name }),
  otherAgent: z.strictObject({ agentId: name }),
  callData,
  becomesState: z.strictObject({
    state: z.enum(agentStateNames as [(typeof agentStateNames)[number], ...typeof agentStateNames]),
    ...timeout,
  }),
  becomesStage: z.strictObject({ stage: z.enum(stages), ...timeout }),
  inboundCall: z.strictObject({
    ani: name.exactOptional(),
    dnis: name.exactOptional(),
    priority: whole.min(1).max(10).exactOptional(),
    ivrSeconds: z.number().min(0).max(3600).exactOptional(),
    variables: callData.omit({ ani: true }).exactOptional(),
  }),
  reservation: z.strictObject({
    agentId: name,
    campaign: text,
    customer: text,
    phone: name,
    account: text.exactOptional(),
    timeoutSeconds: seconds.exactOptional(),
  }),
  newAgent: z.strictObject({
    agentId: name,
    firstName: text.exactOptional(),
    lastName: text.exactOptional(),
    extension: name.exactOptional(),
    password: text.exactOptional(),
    supervisor: z.boolean().exactOptional(),
    csqIds,
    teamId: count.exactOptional(),
  }),
  agentChange: z.strictObject({
    firstName: text.exactOptional(),
    lastName: text.exactOptional(),
    extension: name.exactOptional(),
    csqIds,
    teamId: count.exactOptional(),
    competence: z.record(z.string().regex(/^\d+$/), whole.min(1).max(10)).exactOptional(),
  }),
  newQueue: z.strictObject({
    csqId: count.exactOptional(),
    name,
    description: text.exactOptional(),
    autoWork: z.boolean().exactOptional(),
    trigger: name.exactOptional(),
  }),
  queueChange: z.strictObject({
    name: name.exactOptional(),
    description: text.exactOptional(),
    autoWork: z.boolean().exactOptional(),
    wrapUpSeconds: seconds.exactOptional(),
    selection: z.enum(['longest available', 'most skilled', 'least skilled']).exactOptional(),
  }),
  load: z.strictObject({
    callsPerHour: seconds.exactOptional(),
    talkSeconds: seconds.exactOptional(),
    talkSpread: seconds.exactOptional(),
    patienceSeconds: seconds.exactOptional(),
    holdShare: seconds.max(1).exactOptional(),
    fromHour: seconds.lt(24).exactOptional(),
  }),
  massLogin: z.strictObject({ agents: count.exactOptional(), withinSeconds: seconds.exactOptional() }),
  advance: z.strictObject({ ms: seconds.max(7 * 86_400_000) }),
  waitForReceived: z.strictObject({
    name: messageName,
    fields: z.record(z.string(), z.unknown()).exactOptional(),
    client: name.exactOptional(),
    ...timeout,
  }),
  waitForSent: z.strictObject({
    name: messageName,
    fields: z.record(z.string(), z.unknown()).exactOptional(),
    client: name.exactOptional(),
    others: z.enum(['fail', 'ignore']).exactOptional(),
    ...timeout,
  }),
  scope: z.strictObject(scope),
  client: z.strictObject({ client: name.exactOptional() }),
  delay: z.strictObject({ ms: seconds, ...scope }),
  corrupt: z.strictObject({ how: z.enum(['body', 'length']).exactOptional(), ...scope }),
  splitFrames: z.strictObject({ bytes: whole.min(1), ...scope }),
  unknownMessage: z.strictObject({ messageType: count.max(0xffffffff).exactOptional() }),
  hex: z.strictObject({ hex: z.string().regex(/^([0-9a-fA-F]{2})+$/) }),
  status: z.strictObject({ status: count.max(0xffffffff) }),
  failure: z.strictObject({ status: count.max(0xffffffff), text: text.exactOptional() }),
  role: z.strictObject({ role: z.enum(['master', 'standby']) }),
  failover: z.strictObject({ forgetCallData: z.boolean().exactOptional() }),
};
