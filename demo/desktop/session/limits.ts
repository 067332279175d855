/** What a contact center calls too long, and what counts as served in time. */
export interface Limits {
  /** A call that is answered within so many seconds was served in time. */
  readonly serviceLevelSeconds: number;
  /** Callers may wait so long. */
  readonly longWaitSeconds: number;
  /** Agents may be not ready so long. */
  readonly notReadySeconds: number;
}

const usual: Limits = { serviceLevelSeconds: 20, longWaitSeconds: 60, notReadySeconds: 15 * 60 };

/** Those of `setup.json`, and usual ones for what it does not say. */
export const limitsOf = (given: Partial<Limits> = {}): Limits => ({ ...usual, ...given });
