import { defineConfig } from "vitest/config";

export default defineConfig({
  // By default one core is left free, which on a machine of two is half the time.
  test: { include: ["tests/**/*.test.ts"], testTimeout: 60_000, maxWorkers: "100%" },
});
