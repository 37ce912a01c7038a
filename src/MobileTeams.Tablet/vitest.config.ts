import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["tests/**/*.test.{ts,mjs}"], environment: "node", testTimeout: 20_000, fileParallelism: false, expect: { poll: { timeout: 30_000 } } },
});
