import { it } from 'vitest';
import { compareBusyMinutes } from '../long/full-center.ts';

it('equals the client state at every minute, with 250 agents and the calls of the busy hour', () =>
  compareBusyMinutes(5, 250, 1));
