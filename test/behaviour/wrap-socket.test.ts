import { behaviourSuite } from "./suite.ts";

behaviourSuite("wrap-socket", { newestBefore: "3.11", oldestAfter: "3.8" });
