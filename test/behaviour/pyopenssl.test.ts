import { packageSuite } from "./package-suite.ts";

packageSuite("pyopenssl-unverified");
packageSuite("pyopenssl-without-minimum-version");
packageSuite("pyopenssl-legacy-method");
