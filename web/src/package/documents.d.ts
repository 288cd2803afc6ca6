/**
 * The documents that corslab reads and writes. Their meaning is described in docs/contract.md of the project.
 * Members may be added in later versions; what stands here keeps its name and meaning.
 */

/** A header line: name and value. Strings are the bytes on the wire read as Latin-1. */
export type Header = [name: string, value: string];

export type BrowserName = 'standard' | 'chromium' | 'firefox' | 'webkit';

// ---- What happens: a scenario ----

export interface Scenario {
  version?: 1;
  page: Page;
  request: Request;
  /** What servers answer, by exact URL. A URL that is not listed gives no answer at all. */
  server: ServerEntry[];
  /** Further requests of the same page, made one after the other. */
  then?: Request[];
}

export interface Page {
  url: string;
  /** Gives the page an opaque origin, as a sandboxed frame has. */
  sandboxed?: boolean;
}

/** Where a member is missing, the default of `fetch()` counts. */
export interface Request {
  api?: string;
  url: string;
  method?: string;
  mode?: 'cors' | 'no-cors' | 'same-origin' | (string & {});
  credentials?: 'same-origin' | 'include' | 'omit' | (string & {});
  redirect?: 'follow' | 'error' | 'manual' | (string & {});
  headers?: Header[];
  body?: string | null;
}

export type ServerEntry = AnsweringEntry | SimulatedEntry;

export interface AnsweringEntry {
  url: string;
  /** Answers the CORS-preflight request; where it is missing, `response` does. */
  preflight?: Answer;
  response: Answer;
}

/** The answers are computed from a middleware's options. Needs the tools (`corslab/tools`). */
export interface SimulatedEntry {
  url: string;
  middleware: Middleware;
  handler?: Answer;
}

export interface Answer {
  /** 200 to 999. */
  status: number;
  headers: Header[];
  body?: string;
  /** The connection is reset before the answer, or ends within its body. */
  fault?: 'reset' | 'truncated';
}

export type MiddlewareName =
  | 'express-cors' | 'flask-cors' | 'fastify-cors' | 'koa-cors' | 'hono-cors' | 'starlette' | 'django-cors-headers' | 'rs-cors'
  | 'spring' | 'aspnet-core' | 's3' | 'nginx' | 'apache' | 'caddy';

export interface Middleware {
  name: MiddlewareName;
  /** The library's version; the newest known where it is missing. */
  version?: string;
  /** The library's own options. */
  options?: Record<string, OptionValue>;
}

export type OptionValue = string | number | boolean | null | RegularExpression | OptionValue[] | { [name: string]: OptionValue };

export interface RegularExpression {
  regex: string;
  flags?: string;
}

// ---- What the browsers do: a result ----

export interface Result {
  version: 1;
  browsers: Record<BrowserName, Outcome>;
}

/** Instead of a result, for input that is no scenario. */
export interface Failure {
  error: InputError;
}

export interface InputError {
  /** Stable, in kebab-case. */
  code: string;
  /** A JSON Pointer to the offending value; empty for the whole document. */
  path: string;
  message: string;
}

/**
 * `allowed`: the script may read the response. `opaque`: it was sent, the script can read nothing. `blocked`: a network error.
 * `invalid`: the call threw before anything was sent.
 */
export type Verdict = 'allowed' | 'opaque' | 'blocked' | 'invalid';

export interface Outcome {
  verdict: Verdict;
  /** The verdict and its reason in one sentence. */
  summary: string;
  /** What the promise does. */
  settled: 'resolved' | 'rejected';
  exception: Exception | null;
  /** As the script sees it. */
  response: SeenResponse | null;
  /** The requests that reach a server, in order. */
  wire: WireRequest[];
  /** What the browser prints, in order. */
  console: ConsoleLine[];
  /** The decisions, in order. */
  steps: Step[];
  /** Those of the further requests. */
  then?: Outcome[];
}

export interface Exception {
  name: string;
  /** In the browser's own words; the Standard has none. */
  message?: string;
}

export interface SeenResponse {
  type: 'basic' | 'cors' | 'opaque' | 'opaqueredirect' | (string & {});
  url: string;
  status: number;
  redirected: boolean;
  /** Names in lower case, sorted, values combined. */
  headers: Header[];
  body: string;
  /** What reading the body throws, where it breaks off. */
  bodyError?: Exception;
}

export interface WireRequest {
  method: string;
  url: string;
  preflight: boolean;
  /** Counts redirects, from 0. */
  hop: number;
  /** In lower case and sorted. What only names the browser is left out. */
  headers: Header[];
  /** `at` is a JSON Pointer to the answer in the scenario; null where the connection fails. */
  answer: { status: number; at: string } | null;
}

export interface ConsoleLine {
  level: 'error' | 'warning';
  text: string;
}

/** One decision. */
export interface Step {
  /** Stable, in kebab-case. */
  id: string;
  hop: number;
  phase: 'request' | 'preflight' | 'response';
  outcome: 'pass' | 'fail' | 'info' | 'skip';
  title: string;
  detail: string;
  /** The address of the algorithm in the Standard. */
  spec: string;
  evidence: Evidence[];
  /** The index in `wire` of the request that it is about. */
  wire: number | null;
}

/** What decided a step. */
export interface Evidence {
  name: string;
  value: string | null;
  /** The part of the value that matters. */
  part: string;
  /** A JSON Pointer to it in the scenario. */
  at: string | null;
}

export interface Version {
  version: string;
  /** Of the documents. */
  contract: number;
  browsers: BrowserName[];
  /** The versions that were tested. */
  tested: Record<Exclude<BrowserName, 'standard'>, string>;
}

// ---- The tools ----

export interface Note {
  id: string;
  text: string;
}

export interface FixReport {
  version: 1;
  /** The browsers in which a request is blocked or invalid. */
  blocked: BrowserName[];
  /** The best first. */
  fixes: Fix[];
  advice: Note[];
  myths: Myth[];
}

export interface Fix {
  changes: Change[];
  /** The browsers in which every request then succeeds: each was run. */
  works: BrowserName[];
  /** What the changes let in besides. */
  allows: Note[];
  /** The same as a JSON Patch (RFC 6902) for the scenario. */
  patch: { op: 'add'; path: string; value: unknown }[];
}

export interface Change {
  text: string;
  path: string;
  header?: string;
  before: string[];
  after: string[];
}

export interface Myth {
  id: string;
  belief: string;
  truth: string;
  spec: string;
}

export interface SimulationInput {
  middleware: Middleware;
  request: { method: string; path: string; headers: Header[] };
  handler?: Answer;
}

export interface Simulation {
  status: number;
  headers: Header[];
  handlerRan: boolean;
}

export interface ExplainedSimulation extends Simulation {
  /** Where each header line comes from, in the order of `headers`. */
  sources: { from: 'options' | 'handler' | 'default'; options: string[] }[];
}

export type AuditInput =
  | Scenario
  | { answers: { preflight?: Answer; response?: Answer }; origin?: string; url?: string; request?: Partial<Request> }
  | { middleware: Middleware; handler?: Answer; origins?: string[]; path?: string; method?: string; url?: string };

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';

export interface AuditReport {
  version: 1;
  findings: AuditFinding[];
  undecided: { rule: string; reason: string; path: string }[];
}

export interface AuditFinding {
  rule: string;
  severity: Severity;
  class: 'broken' | 'insecure' | 'wasteful';
  title: string;
  found: string;
  why: string;
  fix: string;
  source: string;
  path: string;
  header: string | null;
  answer: 'preflight' | 'response' | null;
  probe: { origin: string; allowOrigin: string | null; allowCredentials: boolean } | null;
}

export interface Policy {
  /** A list of origins, or `*` for all, without credentials. */
  origins: string[] | '*';
  methods?: string[];
  headers?: string[];
  exposed?: string[];
  credentials?: boolean;
  /** In seconds. */
  maxAge?: number | null;
  path?: string;
}

export interface Generated {
  version: 1;
  middleware: Middleware;
  stacks: { id: string; title: string; language: string; needs: string; text: string; notes: string[] }[];
  curl: string[];
}

export interface Pasted {
  version: 1;
  middleware: Middleware;
  assumed: { text: string }[];
  unknown: { path: string; source: string; line: number; column: number; text: string }[];
}
