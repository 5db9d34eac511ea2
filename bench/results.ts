/** Writes `bench/RESULTS.md`: the result table, the machine it was measured on, and notes on how to read it. */
import { writeFileSync } from "node:fs";
import { arch, cpus, release, totalmem, type } from "node:os";
import { join } from "node:path";
import type { Plan } from "./benchmark.ts";
import { formatNumber } from "./format-number.ts";
import { ROOT, scratchDisk } from "./paths.ts";

/** Describes the machine, the versions and the number of runs, one line each. */
export function environmentLines({ contenders, runs }: Plan): string[] {
  const [processor] = cpus();
  return [
    `${cpus().length} × ${processor?.model.trim()}, ${formatNumber(Math.round(totalmem() / 2 ** 30))} GiB of memory, ${type()} ${release()} ${arch()}, scratch files on ${scratchDisk()}`,
    `Node ${process.versions.node}; ${contenders.map(({ name, version }) => `${name} ${version}`).join("; ")}`,
    `medians of ${runs} runs after one to warm up (least–most)`,
  ];
}

export function saveResults(plan: Plan, table: string, command: string): void {
  const day = new Date().toISOString().slice(0, 10);
  const environment = environmentLines(plan).map((line) => `- ${line}`);
  const text = `# Results

Measured on ${day} with \`${command}\`:

${environment.join("\n")}

${table}

${NOTES}`;
  writeFileSync(join(ROOT, "bench/RESULTS.md"), text);
}

const NOTES = `## How to read it

- **Rivals** build the same articles: a page for each, and the newest 50 of the site and of each tag and author as a page and as
  full-text RSS. They write one feed format where Dropfeed writes three, no archive pages, and do not sanitize HTML.
  **Hugo, same documents** has templates of our own for what a user of Hugo would have to add: three formats with whole articles for the
  site and each tag and author, and an archive of each month in all of them. Archives of tags and authors are still missing there.
- **wall, CPU, peak memory** cover the complete command, including start and exit. Wall time is about 2 ms too long (a shell starts
  the program), CPU time is accurate to 10 ms, and growth of memory in the last 5 ms may be missing (\`measured-process.ts\`).
- **documents written** of a rebuild are the files that are new, replaced or modified.
- **until served** is the time from the edit to the first response that contains it; it is too long by up to 2 ms and one response.
- **a new article, an edit, its removal among N articles** are each published three times after a warm-up, on stores in memory with a
  latency of 15 ms and at most 64 concurrent requests to one bucket. Requests for the gzip copies of documents are included, as S3
  would count them. PUT and LIST cost $0.005 per 1,000, GET and HEAD $0.0004, DELETE nothing; queues, the function and CloudFront
  are not included.
- **a drop** runs once, through the function's own steps. Time at work is real time on this machine (Lambda's share of a core at 1 GB
  is about 0.6). Time waiting is measured on a simulated clock on which only requests take time, 15 ms each. Their sum is slightly
  too long, since in reality work and waiting overlap. Peak memory is that of the process: the function and the keys of its stores,
  but not their contents.
- **code loaded at start** is what a cold start loads before the first event; the rest, mostly the code that reads articles, is
  loaded on first use. **zipped** is the size that Lambda stores; **import** is the time of \`import\` in a new process. **brotli** uses quality 5.
`;
