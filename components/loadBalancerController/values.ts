import { onSystemNodes } from "../../core/kubernetes/scheduling";
import { type Mirror, mirroredImage } from "../kubernetes/mirror";
import type { MetricsArgs } from "../kubernetes/serviceMonitor";

/** Arguments of `loadBalancerValues`. */
export interface LoadBalancerValuesArgs {
  /** Name of the EKS cluster. The controller tags its resources with it. */
  readonly clusterName: string;
  /** AWS region of the load balancers. */
  readonly region: string;
  /** VPC of the load balancers. */
  readonly vpcId: string;
  /** Service account of the controller. EKS Pod Identity gives its pods the controller's role. */
  readonly serviceAccount: string;
  /** Sources of images. */
  readonly mirror: Mirror;
  /** Replicas of the controller. One replica is active; all serve the webhook. */
  readonly replicas: number;
  /** Whether to create a ServiceMonitor. */
  readonly metrics: MetricsArgs;
  /** Tags of the load balancers, target groups and security groups that the controller creates. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Values of the `aws-load-balancer-controller` chart. */
export function loadBalancerValues(args: LoadBalancerValuesArgs) {
  return {
    clusterName: args.clusterName,
    // Set explicitly: pods cannot reach the instance metadata service.
    region: args.region,
    vpcId: args.vpcId,
    replicaCount: args.replicas,
    podDisruptionBudget: { maxUnavailable: 1 },
    serviceAccount: { create: true, name: args.serviceAccount },
    image: { repository: mirroredImage(args.mirror, "public.ecr.aws/eks/aws-load-balancer-controller") },
    resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "256Mi" } },
    podSecurityContext: { fsGroup: 65534, runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    securityContext: {
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
    },
    // Otherwise the chart generates a new certificate on each upgrade.
    enableCertManager: true,
    // While the controller does not run, the webhook would block the creation of all Services. Services set their class
    // instead.
    enableServiceMutatorWebhook: false,
    // Pods have VPC addresses, so that they can be targets.
    defaultTargetType: "ip",
    defaultTags: args.tags,
    enableShield: false,
    enableWaf: false,
    enableWafv2: false,
    // Istio implements Gateway API.
    controllerConfig: { featureGates: { ALBGatewayAPI: false, NLBGatewayAPI: false, GatewayListenerSet: false } },
    serviceMonitor: { enabled: args.metrics.serviceMonitors },
    ...onSystemNodes,
  };
}
