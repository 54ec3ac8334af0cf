import type { KubernetesApi, Workload } from "../controller";

/** How a process of the sandbox is started. */
export interface HostProcess {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Processes of the sandbox, which outlive whoever started them. */
export interface HostProcesses {
  start(name: string, process: HostProcess): Promise<void>;
  stop(name: string): Promise<void>;
  isRunning(name: string): boolean;
}

/** What a real controller's process is given. */
export interface HostContext {
  readonly api: KubernetesApi;
  readonly kubeconfig: string;
  readonly zones: readonly string[];
  /** Free ports, the same for the life of the sandbox. */
  readonly ports: { readonly karpenterMetrics: number; readonly karpenterHealth: number };
  /** Path of a built tool. */
  binary(name: string): string;
  /** Path of a file of the sandbox. Its folder is made. */
  file(...parts: string[]): string;
}

/** A real controller that runs beside the cluster, while the pods of its chart are ready, which kwok plays. */
export interface HostController {
  readonly name: string;
  /** Name of the tool. */
  readonly tool: string;
  readonly workload: Workload;
  readonly standsFor: string;
  /** Which version runs, beside the one that the chart would bring. */
  readonly version: string;
  readonly notProven: string;
  /** What must be there before it starts. */
  prepare?(context: HostContext): Promise<void>;
  args(context: HostContext): readonly string[];
  env(context: HostContext): Readonly<Record<string, string>>;
}
