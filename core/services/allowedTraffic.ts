import type { types } from "@pulumi/kubernetes";

/** The `spec` of a NetworkPolicy. */
export type NetworkPolicySpec = types.input.networking.v1.NetworkPolicySpec;

/** Traffic of a platform service's pods other than DNS, the Kubernetes API and traffic among themselves. */
export interface AllowedTraffic {
  /** Ports of pods that the API server calls: webhooks and aggregated APIs. @default - none */
  readonly fromApiServer?: readonly number[];
  /** Ports of pods that Prometheus scrapes. @default - none */
  readonly metrics?: readonly number[];
  /**
   * Whether pods call HTTPS outside of the VPC: AWS's APIs, which have no fixed addresses, or repositories.
   *
   * @default false
   */
  readonly https?: boolean;
  /** Whether pods get AWS credentials from EKS Pod Identity. @default false */
  readonly podIdentity?: boolean;
  /** Network policies for other traffic of this service, by name. @default - none */
  readonly further?: Readonly<Record<string, NetworkPolicySpec>>;
}
