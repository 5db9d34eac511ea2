/** How often, and how long apart, something is tried again that failed for a passing reason. */

/** After so many tries in vain it is given up. */
export const MAX_TRIES = 6;

/** Seconds to wait after so many tries in vain: 5, 20, 80, 320, and then 900, which is the longest that SQS can wait. */
export function retryDelay(tries: number): number {
  return Math.min(5 * 4 ** (tries - 1), 900);
}
