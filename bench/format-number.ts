/** Formats numbers for the result table; several runs become their median, minimum and maximum. Pure. */

/** Milliseconds. */
export const duration = (runs: readonly number[]) => spread(runs, isShort(runs) ? inMilliseconds : inSeconds);
/** Bytes; the units are powers of 1,000. */
export const size = (runs: readonly number[]) => spread(runs, inBytes);
export const formatNumber = (number: number) => number.toLocaleString("en-US");
/** Six decimal places below one dollar, since a publish costs some hundredths of a cent. */
export const dollars = (amount: number) => `$${amount.toFixed(amount < 1 ? 6 : 2)}`;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

type Unit = { readonly name: string; readonly of: (value: number) => string };

const inMilliseconds: Unit = { name: "ms", of: (ms) => ms.toFixed(ms < 10 ? 1 : 0) };
const inSeconds: Unit = { name: "s", of: (ms) => (ms / 1000).toFixed(ms < 100_000 ? 2 : 0) };
const inBytes: Unit = {
  name: "MB",
  of: (bytes) => (bytes / 1e6).toLocaleString("en-US", { maximumFractionDigits: bytes < 10e6 ? 2 : 0 }),
};

const isShort = (runs: readonly number[]) => median(runs) < 1000;

function spread(runs: readonly number[], { name, of }: Unit): string {
  const [minimum, middle, maximum] = [Math.min(...runs), median(runs), Math.max(...runs)].map(of);
  return minimum === maximum ? `${middle} ${name}` : `${middle} ${name} (${minimum}–${maximum})`;
}
