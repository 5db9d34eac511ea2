/** Bounded concurrency: enough requests in flight to hide a store's latency, few enough to keep memory flat. */

const IN_FLIGHT = 48;

/** Results in the order of the inputs. The first failure ends it, once what is in flight has ended. */
export async function inParallel<T, R>(
  inputs: readonly T[],
  work: (input: T, index: number) => Promise<R>,
  inFlight = IN_FLIGHT,
): Promise<R[]> {
  const results = new Array<R>(inputs.length);
  let next = 0;
  let failure: { readonly error: unknown } | undefined;
  const lane = async () => {
    while (next < inputs.length && failure === undefined) {
      const index = next++;
      try {
        results[index] = await work(inputs[index] as T, index);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, inputs.length) }, lane));
  if (failure !== undefined) throw failure.error;
  return results;
}
