/** What web/build.mjs packs into the single file. */
declare const corslabPacked: { letters: string, text: string, length: number, wasm: number, style: number, lc: number, pb: number, size: number };

/** What the single file unpacks for its script. */
declare const corslabModule: Uint8Array<ArrayBuffer>;

/** What esbuild turns into modules besides JavaScript. */
declare module 'corslab-engine' {
  type EngineModule = import('./engine/engine.js').EngineModule;
  export default function createCorslab(options: { wasmBinary: Uint8Array }): Promise<EngineModule>;
}

declare module 'corslab-tools-engine' {
  type ToolsModule = import('./engine/engine.js').ToolsModule;
  export default function createTools(options: { wasmBinary: Uint8Array }): Promise<ToolsModule>;
}

/** The modules that the page loads first. */
declare const CORSLAB_FIRST: readonly string[];

/** The hosted page, as it lies beside its first script. */
declare module '*/corslab.js';

/** The minified text of web/src/styles/NAME.css. */
declare module 'corslab-style/*' {
  const text: string;
  export default text;
}

/** What the build writes into the service worker: the digests of all files by their names, and the version that they are. */
declare const CORSLAB_FILES: Record<string, string>;
declare const CORSLAB_VERSION: string;

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

/** What web/lessons.mjs gives. */
declare module 'corslab-lessons' {
  export const kLessons: readonly import('./lessons/lessons.js').LessonData[];
}
declare module 'corslab-lessons/*' {
  export const kLessonTexts: readonly import('./lessons/lesson_text.js').LessonText[];
}

declare module 'corslab-language/de' {
  export const kTexts: Record<string, Record<string, string>>;
  /** Title and why, by id. */
  export const kExamples: Record<string, [string, string]>;
  export const kExplanations: import('./import/message_templates.js').MessageData['explanations'];
  /** What asked, where a message is for it alone. */
  export const kKinds: Record<string, string>;
  /** What the engine's `speak` takes. */
  export const kEngineWords: string;
}

/** The one language of the single file; empty where the user chooses. */
declare const CORSLAB_LANGUAGE: string;

/** What elements' names begin with where they stand in a foreign page; empty in the page itself. */
declare const CORSLAB_PREFIX: string;

/** The style sheet of the embedded element, as web/embed_style.mjs makes it of web/src/styles/embed.css. */
declare module 'corslab-embed-style' {
  const text: string;
  export default text;
}

/** As much of Node as the package asks for. */
declare module 'node:fs/promises' {
  export function readFile(path: URL | string): Promise<Uint8Array>;
}
