import type { InputError, Outcome, Result, Scenario, Verdict } from './documents.js';

export type View = 'full' | 'verdict' | 'timeline' | 'trace' | 'exercise';

/** A condition of an exercise; `text` says it in the author's words. */
export type Condition = { text?: string } & (
  | { kind: 'verdict'; verdict: Verdict; browsers?: string[] }
  | { kind: 'variant'; patch: { op: 'add'; path: string; value: any }[]; verdict: Verdict; browsers?: string[] }
  | { kind: 'keep'; paths: string[] }
  | { kind: 'value'; path: string; value: unknown }
  | { kind: 'type'; type: string }
  | { kind: 'status'; status: number }
  | { kind: 'visible' | 'hidden' | 'unsent'; headers: string[] }
  | { kind: 'wire'; methods: string[] }
  | { kind: 'audit'; from?: string; refuse?: string[] }
);

export type Task = Condition[] | { goal?: string; conditions: Condition[] };

/** `<cors-lab>`: docs/embedding.md of the project describes it. */
export class CorsLab extends HTMLElement {
  /** The scenario as it is now. As a string: what the attribute takes. */
  get scenario(): Scenario | null;
  set scenario(scenario: Scenario | string | null);
  get task(): Task | null;
  set task(task: Task | string | null);
  /** Null until it has started, and while the scenario is incomplete. */
  readonly result: Result | null;
  readonly outcome: Outcome | null;
  readonly solved: boolean;
  readonly started: boolean;
  get view(): View;
  set view(view: string);
  get browser(): string;
  set browser(name: string);
  get theme(): string;
  set theme(theme: string);
  get src(): string;
  set src(src: string);
  get label(): string;
  set label(label: string);
  get readonly(): boolean;
  set readonly(readonly: boolean);
  /** Starts at once, in sight or not. Rejected where it cannot. */
  start(): Promise<void>;
  /** Back to the scenario that it began with. */
  reset(): void;
}

export interface CorsLabEvents {
  'corslab-ready': CustomEvent<{ scenario: Scenario; result: Result | null }>;
  'corslab-input': CustomEvent<{ scenario: Scenario }>;
  'corslab-result': CustomEvent<{ scenario: Scenario; result: Result }>;
  'corslab-solved': CustomEvent<{ scenario: Scenario; result: Result }>;
  'corslab-error': CustomEvent<InputError>;
}

declare global {
  interface HTMLElementTagNameMap {
    'cors-lab': CorsLab;
  }
  interface HTMLElementEventMap extends CorsLabEvents {}
}
