/**
 * Runs a measurement several times, alternating between the contenders so that changes in the machine's speed affect
 * all of them.
 */

/** Returns each subject's results of `runs` rounds. A warm-up round precedes them and is not counted. */
export async function alternatingRuns<Subject, Result>(
  subjects: readonly Subject[],
  runs: number,
  measure: (subject: Subject, round: number) => Promise<Result>,
): Promise<ReadonlyMap<Subject, readonly Result[]>> {
  const results = new Map<Subject, Result[]>(subjects.map((subject) => [subject, []]));
  for (let round = 0; round <= runs; round++) {
    for (const subject of subjects) {
      const result = await measure(subject, round);
      if (round > 0) results.get(subject)?.push(result);
    }
  }
  return results;
}
