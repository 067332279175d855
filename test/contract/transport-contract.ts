/**
 * The contract of `core/transport.ts`, as cases that any transport on any runtime can be put through.
 */

import { web } from '../../core/web.ts';
import { dataCases } from './cases/data.ts';
import { certificateCases, dialCases } from './cases/dialing.ts';
import { endingCases } from './cases/endings.ts';
import type { ContractCase, ContractHarness } from './harness.ts';

/** Every case that holds for all transports. */
export const transportContract: readonly ContractCase[] = [...dataCases, ...endingCases, ...dialCases];

/** The cases for a transport with TLS. */
export const tlsContract: readonly ContractCase[] = [...transportContract, ...certificateCases];

/** One case's outcome; a line of JSON where the suite runs in another process. */
export interface CaseResult {
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly message?: string;
}

/** A case that hangs has to fail with its name, so that the test runner's own patience must be longer. */
export const caseTimeoutMs = 10_000;

/** Runs one case, and never rejects. */
export async function runCase(contractCase: ContractCase, harness: ContractHarness): Promise<CaseResult> {
  const { name } = contractCase;
  const reason = contractCase.skip?.(harness);
  if (reason !== undefined) return { name, status: 'skipped', message: reason };
  let timer: unknown;
  const timeout = new Promise<never>((_, reject) => {
    timer = web.setTimeout(() => reject(new Error(`not over after ${caseTimeoutMs} ms`)), caseTimeoutMs);
  });
  try {
    await Promise.race([contractCase.run(harness), timeout]);
    return { name, status: 'passed' };
  } catch (error) {
    return {
      name,
      status: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  } finally {
    web.clearTimeout(timer);
  }
}
