import type { CustomKind } from "../charts/customKind";
import type { KubernetesClient } from "../kubernetes/client";

/** Methods of the Kubernetes API that controllers use. */
export type KubernetesApi = Pick<KubernetesClient, "list" | "read" | "apply" | "patch" | "create" | "delete">;

/** A subnet of the simulated AWS. */
export interface Subnet {
  readonly id: string;
  readonly zone: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Network interfaces that controllers create in AWS. While one exists, its subnets cannot be deleted. */
interface NetworkInterfaces {
  put(id: string, args: { readonly subnetIds: readonly string[]; readonly owner: string }): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Methods of the simulated AWS that controllers use. */
export interface Cloud extends NetworkInterfaces {
  /** Whether the cluster has a running EKS add-on. */
  addonActive(name: string): Promise<boolean>;
  subnets(): Promise<Subnet[]>;
}

/** A workload whose pods are a real controller. */
export interface Workload {
  readonly kind: "Deployment" | "StatefulSet";
  readonly namespace: string;
  readonly name: string;
}

/** The workload that a real controller needs. */
export type Owner =
  | { readonly workload: Workload }
  | { readonly addon: string }
  /** An Argo CD Application that installs the controller. The sandbox installs nothing for it. */
  | { readonly application: string };

export interface ControllerContext {
  readonly api: KubernetesApi;
  readonly cloud: Cloud;
  readonly region: string;
  readonly clusterName: string;
  /** Time before Karpenter removes empty nodes. @default - the setting of each pool */
  readonly consolidateAfter?: string | undefined;
  now(): Date;
  /** Writes a line to the log. */
  report(message: string): void;
}

/**
 * A stand-in for a controller that cannot run here.
 *
 * It works only while its owner runs. Objects that are deleted after the controller stay forever, as in production, so
 * that a wrong order of deletion also hangs in the sandbox.
 */
export interface Controller {
  readonly name: string;
  /** The real controller, and its parts that the sandbox has. */
  readonly simulates: string;
  /** What a successful run does not prove. */
  readonly notTested: string;
  /** @default - always active */
  readonly owner?: Owner;
  /** Kinds that the controller creates, even if the program and the charts have no objects of them. @default - none */
  readonly createdKinds?: readonly CustomKind[];
  /** Reconciles all objects. It is called about every second, never concurrently. */
  reconcile(context: ControllerContext): Promise<void>;
}
