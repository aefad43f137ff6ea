// The native parser is an optional peer: this is all of it that is used, so that the types check without it.
declare module "tree-sitter" {
  export default class Parser {
    setLanguage(language: unknown): void;
    parse(source: string, oldTree: null, options: { progressCallback: () => boolean }): unknown;
    reset(): void;
  }
}
declare module "tree-sitter-python" {
  const grammar: unknown;
  export default grammar;
}
