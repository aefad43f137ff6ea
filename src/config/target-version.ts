const PYTHON_VERSION = /^(?:py)?(2)\.?(7)$|^(?:py)?(3)\.?([4-9]|1[0-9])$/;

/** Says what a version is, at the end of a message about one that is none. */
export const VERSION_HINT = "It is a version such as 3.8 or 2.7.";

/** A Python that code can be asked to run on, as `3.8`; `py38` and `38` are the same. */
export function readTargetVersion(text: string): string | undefined {
  const match = PYTHON_VERSION.exec(text);
  return match
    ?.slice(1)
    .filter((part) => part !== undefined)
    .join(".");
}
