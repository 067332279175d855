/**
 * Lasting faults by number, so that a later request can end them.
 * @module
 */
import type { Fault } from '../faults/scope.ts';

/** Lasting faults by number. */
export interface FaultList {
  add(fault: Fault): { readonly fault: number };
  /** Ends a fault; false for an unknown number. */
  end(fault: number): boolean;
  endAll(): void;
}

/** Creates an empty list. */
export function createFaultList(): FaultList {
  const faults = new Map<number, Fault>();
  let lastNumber = 0;
  return {
    add(fault) {
      faults.set(++lastNumber, fault);
      return { fault: lastNumber };
    },
    end(number) {
      faults.get(number)?.end();
      return faults.delete(number);
    },
    endAll() {
      for (const fault of faults.values()) fault.end();
      faults.clear();
    },
  };
}
