import { expect, test } from "vitest";
import { isAccepted } from "./measure.ts";
import { behaviourSuite } from "./suite.ts";

behaviourSuite(
  "context-without-minimum-version",
  { newestBefore: "3.13", oldestAfter: "3.8" },
  (measurements) => {
    test("TLS 1.1 was spoken where Python itself set no floor", () => {
      const { programs, before } = measurements();
      const spoken = programs.filter((program) =>
        program.configurations.some((configuration) =>
          isAccepted(before.outcomes("3.8", program, configuration)?.get("tls11")),
        ),
      );
      expect(spoken.map(({ name }) => name)).toEqual(
        programs
          .filter(({ untouched, name }) => !untouched && !name.includes("one-expression"))
          .map(({ name }) => name),
      );
    });
  },
);
