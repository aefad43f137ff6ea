// What is used of WebAssembly, for which neither the language nor Node has types here.
declare namespace WebAssembly {
  class Memory {
    readonly buffer: ArrayBuffer;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  function instantiate(
    bytes: Uint8Array,
    imports: object,
  ): Promise<{ readonly instance: Instance; readonly module: Module }>;
}
