import { ExpectedError } from "../../core/expected-error.ts";
import { shardText } from "../../core/shard.ts";
import type { ReadReport } from "./report.ts";

/** Ends the merge where the reports are not the parts of one whole: one is missing, there twice, or of other files. */
export function refuseUnlessWhole(reports: readonly ReadReport[]): void {
  refuseShardsThatLack(reports);
  const seen = new Map<string, string>();
  for (const { name, paths } of reports) {
    for (const path of paths) {
      const other = seen.get(path);
      if (other !== undefined)
        throw new ExpectedError(`${other} and ${name} both report ${path}: they are no parts of one run.`);
      seen.set(path, name);
    }
  }
}

function refuseShardsThatLack(reports: readonly ReadReport[]): void {
  const [first] = reports.filter(({ shard }) => shard !== undefined);
  if (first?.shard === undefined) return;
  const { of } = first.shard;
  const byNumber = new Map<number, string>();
  for (const { name, shard } of reports) {
    if (shard === undefined)
      throw new ExpectedError(`${first.name} is of shard ${shardText(first.shard)}, ${name} of none.`);
    if (shard.of !== of)
      throw new ExpectedError(
        `${first.name} is of shard ${shardText(first.shard)}, ${name} of ${shardText(shard)}.`,
      );
    const other = byNumber.get(shard.number);
    if (other !== undefined)
      throw new ExpectedError(`${other} and ${name} are both of shard ${shardText(shard)}.`);
    byNumber.set(shard.number, name);
  }
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((number) => !byNumber.has(number));
  if (missing.length > 0)
    throw new ExpectedError(
      `there is no report of ${missing.map((number) => `shard ${shardText({ number, of })}`).join(", ")}.`,
    );
}
