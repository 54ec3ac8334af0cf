import type { KubernetesApi, Workload } from "../controller";

/** Command of a process of the sandbox. */
export interface HostProcess {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Processes of the sandbox, which keep running after the command that started them. */
export interface HostProcesses {
  start(name: string, process: HostProcess): Promise<void>;
  stop(name: string): Promise<void>;
  isRunning(name: string): boolean;
}

/** Parameters of a real controller's process. */
export interface HostContext {
  readonly api: KubernetesApi;
  readonly kubeconfig: string;
  readonly zones: readonly string[];
  /** Free ports, the same for the life of the sandbox. */
  readonly ports: { readonly karpenterMetrics: number; readonly karpenterHealth: number };
  /** Path of a built tool. */
  binary(name: string): string;
  /** Returns the path of a file of the sandbox, and creates its folder. */
  file(...parts: string[]): string;
}

/** A real controller that runs beside the cluster while the pods of its chart, which kwok simulates, are ready. */
export interface HostController {
  readonly name: string;
  /** Name of the tool. */
  readonly tool: string;
  readonly workload: Workload;
  readonly simulates: string;
  /** The version that runs, compared with the version of the chart. */
  readonly version: string;
  readonly notTested: string;
  /** Prepares what the controller needs before it starts. */
  prepare?(context: HostContext): Promise<void>;
  args(context: HostContext): readonly string[];
  env(context: HostContext): Readonly<Record<string, string>>;
}
