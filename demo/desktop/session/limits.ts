/** Thresholds of alerts and of the service level. */
export interface Limits {
  /** A call answered within this time meets the service level. Default 20. */
  readonly serviceLevelSeconds: number;
  /** Longest wait before an alert. Default 60. */
  readonly longWaitSeconds: number;
  /** Longest time not ready before an alert. Default 900. */
  readonly notReadySeconds: number;
}

const defaultLimits: Limits = { serviceLevelSeconds: 20, longWaitSeconds: 60, notReadySeconds: 15 * 60 };

/** Applies the limits of `setup.json` over the defaults. */
export const limitsOf = (given: Partial<Limits> = {}): Limits => ({ ...defaultLimits, ...given });
