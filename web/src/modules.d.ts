/** What esbuild turns into modules besides JavaScript. */
declare module '*.wasm' {
  const bytes: Uint8Array;
  export default bytes;
}

declare module 'corslab-engine' {
  type EngineModule = { evaluate(text: string): string; version(): string };
  export default function createCorslab(options: { wasmBinary: Uint8Array }): Promise<EngineModule>;
}
