// What the tests use of the benchmark and of the recipes.
declare module "*/inputs/files.mjs" {
  export function pythonFilesBelow(top: string): readonly string[];
}
declare module "*/inputs/folder.mjs" {
  export class InputFolder {
    constructor(top: string);
    input(name: string, key: unknown, fill: (folder: string) => void): string;
  }
}
declare module "*/inputs/monorepo.mjs" {
  import type { InputFolder } from "*/inputs/folder.mjs";
  export function monorepo(inputs: InputFolder, count: number): string;
}
declare module "*/inputs/stress.mjs" {
  export const STRESS: readonly {
    readonly name: string;
    readonly small: number;
    readonly large: number;
    text(count: number): string;
  }[];
}
declare module "*/measure/rounds.mjs" {
  import type { Command, Measured } from "*/measure/run-process.mjs";
  export interface Spread {
    readonly median: number;
    readonly min: number;
    readonly max: number;
  }
  export type Samples = ReadonlyMap<string, readonly Measured[]>;
  export interface Contender {
    readonly name: string;
    readonly command: Command;
    prepare?(): void;
  }
  export function inTurn(contenders: readonly Contender[], options: { readonly rounds: number }): Samples;
  export function ratioOf(samples: Samples, name: string, to: string): Spread;
  export function spreadOf(numbers: readonly number[]): Spread;
}
declare module "*/measure/run-process.mjs" {
  export interface Command {
    readonly file: string;
    readonly args: readonly string[];
    readonly okStatus?: readonly number[] | undefined;
  }
  export interface Measured {
    readonly seconds: number;
  }
  export function runProcess(command: Command): Measured;
}
declare module "*/measure/verdict.mjs" {
  import type { Spread } from "*/measure/rounds.mjs";
  export interface Target {
    readonly text: string;
    readonly limit: string;
    readonly measured: string;
    readonly met: boolean | undefined;
  }
  export function atMost(text: string, limit: number, spread: Spread): Target;
  export function atLeast(text: string, limit: number, spread: Spread): Target;
  export function figure(number: number): string;
}
declare module "*/report/chart.mjs" {
  import type { Spread } from "*/measure/rounds.mjs";

  interface Row {
    readonly name: string;
    readonly spread: Spread;
    readonly sample?: number;
  }
  export function chart(groups: readonly { readonly name: string; readonly rows: readonly Row[] }[]): string;
}
declare module "*/report/markdown.mjs" {
  import type { Target } from "*/measure/verdict.mjs";

  interface Result {
    readonly title: string;
    readonly text: readonly string[];
    readonly tables: readonly object[];
    readonly targets: readonly Target[];
  }
  export function markdown(results: readonly Result[], about: object, hasChart: boolean): string;
}
declare module "*/scripts/recipe-text.mjs" {
  export function scriptsIn(yaml: string, key: string): readonly string[];
}
