import type { FileFacts } from "../../core/analyzer.ts";
import type { FoundFile } from "../../io/found-file.ts";
import type { Settings } from "../options/settings.ts";
import type { KnownProject } from "./known-project.ts";

/** On which terms a file is checked: plain data, so that another thread can be told. */
export interface Terms {
  readonly facts: FileFacts;
  /** The ids of the rules. */
  readonly rules: readonly string[];
}

/** The terms of a file by the settings of the run. */
export function termsBy(
  settings: Settings,
  { patchesDefaultContext, wrapSocketReplacedIn, connectionReplacedIn, factsFor }: KnownProject,
): (file: FoundFile) => Terms {
  return (file) => {
    const { path, absolute } = file;
    const said = factsFor(file);
    const project = said === undefined ? {} : { project: said };
    const replacedIn = wrapSocketReplacedIn(file);
    const fakedIn = connectionReplacedIn(file);
    const replaced = {
      ...(replacedIn === undefined ? {} : { wrapSocketReplacedIn: replacedIn }),
      ...(fakedIn === undefined ? {} : { connectionReplacedIn: fakedIn }),
    };
    const { version } = settings.targetFor(absolute);
    const target = version === undefined ? {} : { targetVersion: version };
    const trustDefaultContext = settings.trustsDefaultContext(absolute);
    const rules = settings.rulesFor(absolute).map((rule) => rule.id);
    const facts = { path, patchesDefaultContext, trustDefaultContext, ...replaced, ...target, ...project };
    return { facts, rules };
  };
}
