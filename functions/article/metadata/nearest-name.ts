/** Suggests the known name that a misspelled name was probably meant to be. */

/** The known name closest to `name`, at most `edits` edits (and half its letters) away; undefined if there is none. */
export function nearestName(name: string, known: readonly string[], edits = 2): string | undefined {
  const written = name.toLowerCase();
  const allowed = Math.min(edits, Math.floor(written.length / 2));
  const near = known.map((candidate) => ({ candidate, away: editsBetween(written, candidate.toLowerCase()) }));
  return near.filter(({ away }) => away <= allowed).sort((a, b) => a.away - b.away)[0]?.candidate;
}

/** Counts extra, missing, wrong and swapped letters (optimal string alignment); infinite if lengths differ by over two. */
function editsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY;
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) next[j] = Math.min(next[j] ?? 0, (before[j - 2] ?? 0) + 1);
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
