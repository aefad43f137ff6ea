// What was asked for beside what was measured.
import { spreadOf } from "./rounds.mjs";

/** A number for readers: three significant digits, none after the point from 100 on. */
export const figure = (number) =>
  number >= 100 ? Math.round(number).toLocaleString("en") : String(Number(number.toPrecision(3)));

/** "1.9 (1.7 to 2.3)". */
export const spreadText = ({ median, min, max }) => `${figure(median)} (${figure(min)} to ${figure(max)})`;

/** A target that a ratio's median must not exceed. */
export const atMost = (text, limit, spread, note) => ({
  text,
  limit: `≤ ${limit}`,
  measured: spreadText(spread),
  met: spread.median <= limit,
  note,
});

/** A target that a ratio's median must reach. */
export const atLeast = (text, limit, spread, note) => ({
  text,
  limit: `≥ ${limit}`,
  measured: spreadText(spread),
  met: spread.median >= limit,
  note,
});

/** A target that could not be measured here, and why. */
export const unmeasured = (text, limit, why) => ({
  text,
  limit,
  measured: `not measured: ${why}`,
  met: undefined,
});

/** Ratios, round by round, of two lists of seconds. */
export const ratios = (over, under) => spreadOf(over.map((seconds, at) => seconds / under[at]));
