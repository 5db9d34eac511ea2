/** The retry policy for temporary failures: how many tries, and how long to wait between them. */

/** The number of failed tries after which the function gives up. */
export const MAX_TRIES = 6;

/** Seconds to wait after `tries` failed tries: 5, 20, 80, 320, and then 900, the longest delay that SQS allows. */
export function retryDelay(tries: number): number {
  return Math.min(5 * 4 ** (tries - 1), 900);
}
