import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    testTimeout: 60_000,
    // No test changes globals or mocks modules, so files share a thread and what it has imported and compiled.
    isolate: false,
    pool: "threads",
    // Some tests only wait, for retries, timeouts or other processes: meanwhile another file uses the core.
    maxWorkers: "150%",
  },
});
