import { defineConfig } from "vitest/config";

// Where CI reads the counts from.
const results = process.env["TLSFIX_TEST_RESULTS"];

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // A missing snapshot is a failure, here as in CI; npm run snapshots writes them.
    update: "none",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    ...(results === undefined ? {} : { reporters: ["default", "json"], outputFile: { json: results } }),
  },
});
