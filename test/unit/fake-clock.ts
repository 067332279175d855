/** The clock that `@rxcti/simulator` gives to users serves our own tests too. */
export { ManualClock as FakeClock, settle } from '../../simulator/time/manual-clock.ts';
