declare module "*/scripts/build.mjs" {
  import type { Metafile, Plugin } from "esbuild";
  export function bundle(outdir: string, plugins?: readonly Plugin[]): Promise<Metafile>;
}
