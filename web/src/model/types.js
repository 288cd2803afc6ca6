/**
 * The two documents of docs/contract.md, as the page sees them.
 *
 * @typedef {[string, string]} Header
 * @typedef {{ status: number, headers: Header[], body?: string, fault?: 'reset' | 'truncated' }} Answer
 * @typedef {{ name: string, version?: string, options?: Record<string, any> }} Middleware
 * @typedef {{ url: string, preflight?: Answer, response?: Answer, middleware?: Middleware, handler?: object }} ServerEntry
 * @typedef {{ url: string, sandboxed?: boolean }} Page
 * @typedef {{
 *   api?: string, url: string, method?: string, mode?: string, credentials?: string, redirect?: string,
 *   headers?: Header[], body?: string | null
 * }} Request
 * @typedef {{ version: 1, page: Page, request: Request, server: ServerEntry[], then?: object[] }} Scenario
 *
 * @typedef {{ name: string, value: string | null, part: string, at: string | null }} Evidence
 * @typedef {'pass' | 'fail' | 'info' | 'skip'} StepOutcome
 * @typedef {{
 *   id: string, hop: number, phase: 'request' | 'preflight' | 'response', outcome: StepOutcome,
 *   title: string, detail: string, spec: string, evidence: Evidence[], wire: number | null
 * }} Step
 * @typedef {{
 *   method: string, url: string, preflight: boolean, hop: number, headers: Header[],
 *   answer: { status: number, at: string } | null
 * }} WireRequest
 * @typedef {{
 *   type: string, url: string, status: number, redirected: boolean, headers: Header[], body: string,
 *   bodyError?: { name: string, message?: string }
 * }} SeenResponse
 * @typedef {'allowed' | 'opaque' | 'blocked' | 'invalid'} Verdict
 * @typedef {{
 *   verdict: Verdict, summary: string, settled: 'resolved' | 'rejected',
 *   exception: { name: string, message?: string } | null, response: SeenResponse | null,
 *   wire: WireRequest[], console: { level: 'error' | 'warning', text: string }[], steps: Step[],
 *   then?: Outcome[]
 * }} Outcome
 * @typedef {{ version: 1, browsers: Record<string, Outcome> }} Result
 * @typedef {{ text: string, path: string, header?: string, before: string[], after: string[] }} Change
 * @typedef {{ id: string, text: string }} Note
 * @typedef {{ id: string, belief: string, truth: string, spec: string }} Myth
 * @typedef {{ op: 'add', path: string, value: any }[]} Patch
 * @typedef {{ changes: Change[], works: string[], allows: Note[], patch: Patch }} Fix
 * @typedef {{ version: 1, blocked: string[], fixes: Fix[], advice: Note[], myths: Myth[] }} FixReport
 * @typedef {{
 *   rule: string, severity: 'critical' | 'high' | 'medium' | 'low' | 'info', class: string, title: string, found: string,
 *   why: string, fix: string, source: string, path: string, header?: string, answer?: string
 * }} AuditFinding
 * @typedef {{ code: string, path: string, message: string }} InputError
 * @typedef {{ id: string, title: string, why: string, verdict: Verdict, scenario: Scenario }} Example
 */

export {};
