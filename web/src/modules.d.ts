/** What esbuild turns into modules besides JavaScript. */
declare module 'corslab-tools-deflated' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module 'corslab-engine' {
  type EngineModule = { evaluate(text: string): string; version(): string };
  export default function createCorslab(options: { wasmBinary: Uint8Array }): Promise<EngineModule>;
}

declare module 'corslab-tools-engine' {
  type ToolsModule = import('./engine/engine.js').ToolsModule;
  export default function createTools(options: { wasmBinary: Uint8Array }): Promise<ToolsModule>;
}

/** The files of web/examples, in the order of their names. */
declare module 'corslab-examples' {
  export const kExamples: readonly import('./model/types.js').Example[];
}

/** What web/messages.mjs gives. */
declare module 'corslab-messages' {
  export const kMessages: import('./import/message_templates.js').MessageData;
}

/** What web/texts.mjs gives: importing it brings English texts. */
declare module 'corslab-texts' {}
declare module 'corslab-texts/*' {}

declare module 'corslab-language/de' {
  export const kTexts: Record<string, Record<string, string>>;
}
