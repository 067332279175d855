/**
 * The contract of `core/transport.ts` as test cases for any transport on any runtime.
 */

import { web } from '../../core/web.ts';
import { dataCases } from './cases/data.ts';
import { certificateCases, dialCases } from './cases/dialing.ts';
import { endingCases } from './cases/endings.ts';
import type { ContractCase, ContractHarness } from './harness.ts';

/** Cases for all transports. */
export const transportContract: readonly ContractCase[] = [...dataCases, ...endingCases, ...dialCases];

/** Cases for transports with TLS. */
export const tlsContract: readonly ContractCase[] = [...transportContract, ...certificateCases];

/** Result of a case; a line of JSON if the suite runs in another process. */
export interface CaseResult {
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly message?: string;
}

/** Timeout of a case, shorter than the test runner's, so that a hanging case fails with its name. */
export const caseTimeoutMs = 10_000;

/** Runs one case; never rejects. */
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
