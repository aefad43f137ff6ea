/** A rule, and how many questions it has. */
export interface RuleCount {
  readonly rule: string;
  readonly count: number;
}

/** What became of the findings of a rule. */
export interface RuleOutcome {
  readonly rule: string;
  /** Gone, by a change of their own or with another's. */
  readonly applied: number;
  readonly suppressed: number;
  readonly left: number;
}
