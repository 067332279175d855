import { describe, it } from 'vitest';
import { compareBusyMinutes, compareOverload } from './full-center.ts';

describe('the client state of a full CCX equals the simulator state', () => {
  // With 400 agents few calls wait; with 250 many do, from the first minutes on.
  it.each([
    { loggedIn: 400, waitedAtLeast: 0 },
    { loggedIn: 250, waitedAtLeast: 60 },
  ])('at every minute of the busy hour, $loggedIn agents logged in', ({ loggedIn, waitedAtLeast }) =>
    compareBusyMinutes(60, loggedIn, waitedAtLeast),
  );

  it('with five times the calls, a mass login and a failover', compareOverload);
});
