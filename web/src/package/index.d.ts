import type { Failure, Result, Scenario, Version } from './documents.js';

export type * from './documents.js';

/** Where the engine's WebAssembly lies, or its bytes. In Node a string may also be a path. */
export type WasmSource = URL | string | ArrayBuffer | ArrayBufferView | Response;

export interface EngineOptions {
  /** By default the file beside this module. */
  wasm?: WasmSource;
}

export interface Engine {
  /** What the browsers do with a scenario. Input that is no scenario gives a `Failure`: nothing is thrown. */
  evaluate(scenario: Scenario): Result | Failure;
  /** The same from text to text: JSON on both sides, byte for byte what the command `corslab eval` writes. */
  evaluateText(scenario: string): string;
  version(): Version;
}

/** Loads an engine. Rejected where its WebAssembly cannot be loaded. */
export function createEngine(options?: EngineOptions): Promise<Engine>;

/** With an engine that is loaded once, when this is first called. */
export function evaluate(scenario: Scenario): Promise<Result | Failure>;

/** A scenario as the page's links and the element's `scenario` attribute take it: base64url of its JSON. */
export function encodeScenario(scenario: Scenario): string;

/** The way back, from the text or a link with it; null where it is damaged. */
export function decodeScenario(text: string): Scenario | null;

/** Whether a document has the shape of a scenario. Whether it makes sense the engine says. */
export function isScenario(document: unknown): document is Scenario;
