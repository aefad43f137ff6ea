/** A question about a text that is asked again and again of the same one: the last answer is kept. */
export function rememberingLast<T>(answer: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly value: T } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, value: answer(text) };
    return last.value;
  };
}
