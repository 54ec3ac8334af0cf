import type { CustomKind } from "../charts/customKind";
import type { KubernetesClient } from "../kubernetes/client";

/** What controllers use of the Kubernetes API. */
export type KubernetesApi = Pick<KubernetesClient, "list" | "read" | "apply" | "patch" | "create" | "delete">;

/** A subnet of the simulated AWS. */
export interface Subnet {
  readonly id: string;
  readonly zone: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Network interfaces that something in the cluster makes in AWS: while one is there, its subnets cannot be deleted. */
interface NetworkInterfaces {
  put(id: string, args: { readonly subnetIds: readonly string[]; readonly owner: string }): Promise<void>;
  remove(id: string): Promise<void>;
}

/** What controllers use of the simulated AWS. */
export interface Cloud extends NetworkInterfaces {
  /** Whether the cluster has an EKS add-on, and it runs. */
  addonActive(name: string): Promise<boolean>;
  subnets(): Promise<Subnet[]>;
}

/** A workload whose pods are a real controller. */
export interface Workload {
  readonly kind: "Deployment" | "StatefulSet";
  readonly namespace: string;
  readonly name: string;
}

/** What has to live for a real controller to work. */
export type Owner =
  | { readonly workload: Workload }
  | { readonly addon: string }
  /** An Application of Argo CD, which installs the controller: nothing of it is installed here. */
  | { readonly application: string };

export interface ControllerContext {
  readonly api: KubernetesApi;
  readonly cloud: Cloud;
  readonly region: string;
  readonly clusterName: string;
  /** Replaces how long Karpenter waits before it takes nodes away. @default - what each pool says */
  readonly consolidateAfter?: string | undefined;
  now(): Date;
  /** Tells the reader of the log. */
  report(message: string): void;
}

/**
 * A stand-in for a controller that cannot run here.
 *
 * It works only while its owner lives: what outlives its controller stays as it is for ever, as in production, and so a
 * wrong order of deletion hangs here too.
 */
export interface Controller {
  readonly name: string;
  /** The real controller, and what of it is done here. */
  readonly standsFor: string;
  /** What a green run says nothing about. */
  readonly notProven: string;
  /** @default - works always */
  readonly owner?: Owner;
  /** Kinds of which it makes objects, and which neither the program nor a chart needs to have. @default - none */
  readonly makes?: readonly CustomKind[];
  /** Makes things as they should be, from whatever they are. Called about every second, never twice at once. */
  reconcile(context: ControllerContext): Promise<void>;
}
