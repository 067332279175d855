/**
 * All message types of the protocol, versions 10 to 18.
 * @module
 */
import type { MessageDefinition } from '../schema.ts';
import { agentMessages } from './agent.ts';
import { callControlMessages } from './call-control.ts';
import { callEventsMessages } from './call-events.ts';
import { configurationMessages } from './configuration.ts';
import { sessionMessages } from './session.ts';
import { snapshotMessages } from './snapshot.ts';
import { statisticsMessages } from './statistics.ts';
import { supervisorMessages } from './supervisor.ts';
import { teamMessages } from './team.ts';

/** In the order of their numbers. */
export const messageDefinitions: readonly MessageDefinition[] = [...agentMessages, ...callControlMessages, ...callEventsMessages, ...configurationMessages, ...sessionMessages, ...snapshotMessages, ...statisticsMessages, ...supervisorMessages, ...teamMessages].sort((a, b) => a.type - b.type);
