import type {
  AuditInput, AuditReport, ExplainedSimulation, Failure, FixReport, Generated, Pasted, Policy, Result, Scenario, Simulation, SimulationInput, Version,
} from './documents.js';
import type { EngineOptions } from './index.js';

/** What takes its time, in a WebAssembly module of its own. Every tool gives a `Failure` for input that it cannot read. */
export interface Tools {
  /** As the engine does, and with `middleware` in the scenario's server entries. */
  evaluate(scenario: Scenario): Result | Failure;
  /** The smallest changes after which a scenario's requests succeed. */
  fix(scenario: Scenario): FixReport | Failure;
  /** What a middleware answers to a request. */
  simulate(document: SimulationInput): Simulation | Failure;
  /** The same with where each header line comes from. */
  explain(document: SimulationInput): ExplainedSimulation | Failure;
  /** What is wrong or dangerous in a policy. */
  audit(document: AuditInput): AuditReport | Failure;
  /** A policy as the configuration of many kinds of servers. */
  generate(policy: Policy): Generated | Failure;
  /** A server's configuration, as it stands in its code, read into a middleware's options. */
  paste(text: string): Pasted | Failure;
  version(): Version;
}

export function createTools(options?: EngineOptions): Promise<Tools>;
