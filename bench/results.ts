/** `bench/RESULTS.md`: the table, with all that one has to know to judge it. */
import { writeFileSync } from "node:fs";
import { arch, cpus, release, totalmem, type } from "node:os";
import { join } from "node:path";
import type { Plan } from "./benchmark.ts";
import { formatNumber } from "./format-number.ts";
import { ROOT, scratchDisk } from "./paths.ts";

/** What was measured with, and on. */
export function circumstances({ contenders, runs }: Plan): string[] {
  const [processor] = cpus();
  return [
    `${cpus().length} × ${processor?.model.trim()}, ${formatNumber(Math.round(totalmem() / 2 ** 30))} GiB of memory, ${type()} ${release()} ${arch()}, scratch files on ${scratchDisk()}`,
    `Node ${process.versions.node}; ${contenders.map(({ name, version }) => `${name} ${version}`).join("; ")}`,
    `medians of ${runs} runs after one to warm up (least–most)`,
  ];
}

export function saveResults(plan: Plan, table: string, command: string): void {
  const day = new Date().toISOString().slice(0, 10);
  const facts = circumstances(plan).map((line) => `- ${line}`);
  const text = `# Results

Measured on ${day} with \`${command}\`:

${facts.join("\n")}

${table}

${NOTES}`;
  writeFileSync(join(ROOT, "bench/RESULTS.md"), text);
}

const NOTES = `## How to read it

- **Rivals** build the same articles: a page for each, and the newest 50 of the site and of each tag and author as RSS with full
  text and as a page. They make one format where we make three, no archive pages, and clean no HTML.
- **wall, CPU, peak memory** are those of the whole command, start and end included. Wall time is about 2 ms too long (a shell starts
  the program), CPU time is exact to 10 ms, and memory that is first used in the last 5 ms may be missing (\`measured-process.ts\`).
- **documents written** of a rebuild are files that are not the same file, or newer, than before.
- **until served** is the time from the edit to the first answer that holds it, at most 2 ms and one answer too long.
- **one article among so many** is published three times, after a first time, on stores in memory that answer after 15 ms, at
  most 64 requests to one bucket at a time. Requests are counted below the gzip twins, as S3 would. PUT and LIST cost $0.005 per
  1,000, GET and HEAD $0.0004, DELETE nothing; queues, the function and CloudFront are not in it.
- **a drop** runs once, through the function's own steps. Its time at work is this machine's (Lambda's share of a core at 1 GB is about
  0.6); its time waiting is that of a simulated clock on which requests take 15 ms and nothing else takes any, so the two together are
  a little more than it would be if one were done during the other. Peak memory is that of the process: the function, and the
  keys of its stores, but not what they hold.
- **code loaded at start** is what a cold start reads before it knows what it is to do; the rest, all that reads articles for the most
  part, is loaded when first it is needed. **zipped** is what Lambda stores; **import** is the time of \`import\` in a fresh process. **brotli** is at quality 5.
`;
