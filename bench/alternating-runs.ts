/** Repeats what is measured, all contenders by turns, so that a change of the machine's mood meets all of them. */

/** Gives each subject's results in `runs` rounds; a round before them warms up, and does not count. */
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
