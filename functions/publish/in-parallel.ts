/** Runs an async function on many inputs at once: enough in flight to hide a store's latency, few enough to bound memory. */

const IN_FLIGHT = 48;

/** Returns the results in the order of the inputs. After the first failure it starts nothing more, waits for what is in flight, and throws. */
export async function inParallel<T, R>(
  inputs: readonly T[],
  work: (input: T, index: number) => Promise<R>,
  inFlight = IN_FLIGHT,
): Promise<R[]> {
  const results = new Array<R>(inputs.length);
  let next = 0;
  let failure: { readonly error: unknown } | undefined;
  const worker = async () => {
    while (next < inputs.length && failure === undefined) {
      const index = next++;
      try {
        results[index] = await work(inputs[index] as T, index);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, inputs.length) }, worker));
  if (failure !== undefined) throw failure.error;
  return results;
}
