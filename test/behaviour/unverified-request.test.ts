import { packageSuite } from "./package-suite.ts";

packageSuite("unverified-request");
