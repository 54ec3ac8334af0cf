import type { types } from "@pulumi/kubernetes";

export type NetworkPolicySpec = types.input.networking.v1.NetworkPolicySpec;

/** What pods of a platform service need beyond DNS, the Kubernetes API and each other. */
export interface AllowedTraffic {
  /** Ports of pods that the API server calls: webhooks and aggregated APIs. @default - none */
  readonly fromApiServer?: readonly number[];
  /** Ports of pods that Prometheus scrapes. @default - none */
  readonly metrics?: readonly number[];
  /**
   * Whether pods call HTTPS outside of the network: AWS's APIs, whose addresses are no list, or repositories.
   *
   * @default false
   */
  readonly https?: boolean;
  /** Whether pods get credentials by EKS Pod Identity. @default false */
  readonly podIdentity?: boolean;
  /** Policies for what only this service has, by name. @default - none */
  readonly further?: Readonly<Record<string, NetworkPolicySpec>>;
}
