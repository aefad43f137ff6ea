/** A key as the terminal sends it. */
export interface Key {
  /** What tells `a` from `A`: the characters that arrived. */
  readonly sequence: string;
  /** The name of a key that has no character: `tab`, `up`, `pagedown`. */
  readonly name: string;
  /** Where text is typed: the whole line as it is now. Enter leaves it empty. */
  readonly line: string;
}

/** How much room there is. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What a key makes of a screen. */
export type Pressed<State, Answer> = { readonly state: State } | { readonly answer: Answer };

/** A question on the screen: what it shows, and what each key makes of it. Pure, so that it needs no terminal. */
export interface KeyScreen<State, Answer> {
  readonly start: State;
  press(state: State, key: Key): Pressed<State, Answer>;
  /** What is shown. Where text is typed, its last line ends with that text. */
  render(state: State, size: Size): string;
  /** The text that is being typed, where keys are text. */
  textOf(state: State): string | undefined;
}
