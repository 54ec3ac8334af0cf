import { onSystemNodes } from "../../../core/kubernetes/scheduling";
import { type Mirror, mirroredImage } from "../../kubernetes/mirror";

export interface KarpenterValuesArgs {
  readonly clusterName: string;
  readonly queueName: string;
  readonly serviceAccount: string;
  readonly replicas: number;
  /** Whether the network has no way out: prices are then unknown to Karpenter. */
  readonly isolated: boolean;
  readonly mirror: Mirror;
}

/** Values of the `karpenter` chart. */
export function karpenterValues(args: KarpenterValuesArgs) {
  return {
    replicas: args.replicas,
    serviceAccount: { create: true, name: args.serviceAccount },
    settings: {
      clusterName: args.clusterName,
      interruptionQueue: args.queueName,
      eksControlPlane: true,
      isolatedVPC: args.isolated,
    },
    controller: {
      // Tag and digest are the published chart's own.
      image: { repository: mirroredImage(args.mirror, "public.ecr.aws/karpenter/controller") },
      resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } },
    },
    // The chart keeps its controller off nodes that it makes, and not off those of other pools, whose zones it would count.
    ...onSystemNodes,
    // One zone is enough in an environment of one replica: the chart asks for one replica a zone.
    ...(args.replicas === 1 && { topologySpreadConstraints: [] }),
  };
}
