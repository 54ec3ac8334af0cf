import { onSystemNodes } from "../../../core/kubernetes/scheduling";
import { type Mirror, mirroredImage } from "../../kubernetes/mirror";

/** Arguments of `karpenterValues`. */
export interface KarpenterValuesArgs {
  /** Name of the EKS cluster. */
  readonly clusterName: string;
  /** Name of the interruption queue. */
  readonly queueName: string;
  /** Name of the controller's service account. */
  readonly serviceAccount: string;
  /** Number of replicas of the controller. */
  readonly replicas: number;
  /** Whether the network has no egress to the Internet. Karpenter then cannot read prices. */
  readonly isolated: boolean;
  /** Sources of images. */
  readonly mirror: Mirror;
}

/** Returns the values of the `karpenter` chart. */
export function karpenterValues(args: KarpenterValuesArgs) {
  return {
    replicas: args.replicas,
    serviceAccount: { create: true, name: args.serviceAccount },
    settings: {
      clusterName: args.clusterName,
      interruptionQueue: args.queueName,
      eksControlPlane: true,
      isolatedVPC: args.isolated,
      // Alpha: replaces nodes that the node monitoring agent reports as broken, as EKS does in managed node groups.
      featureGates: { nodeRepair: true },
    },
    controller: {
      // Tag and digest are those of the published chart.
      image: { repository: mirroredImage(args.mirror, "public.ecr.aws/karpenter/controller") },
      resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } },
    },
    // The chart keeps the controller off Karpenter's nodes, but not off nodes of managed pools. Their zones would
    // affect how its replicas are spread.
    ...onSystemNodes,
    // The chart spreads replicas over zones. With one replica that is not needed.
    ...(args.replicas === 1 && { topologySpreadConstraints: [] }),
  };
}
