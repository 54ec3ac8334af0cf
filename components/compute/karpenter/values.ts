import { type Mirror, mirroredImage } from "../../charts/mirror";
import { systemTolerations } from "../../scheduling";
import { charts } from "../../versions";

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
      image: {
        repository: mirroredImage(args.mirror, "public.ecr.aws/karpenter/controller"),
        tag: charts.karpenter.version,
        // The chart carries the digest of the release before its own.
        digest: "",
      },
      resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } },
    },
    // The chart itself keeps its controller off nodes that it makes.
    tolerations: systemTolerations,
    // One zone is enough in an environment of one replica: the chart asks for one replica a zone.
    ...(args.replicas === 1 && { topologySpreadConstraints: [] }),
  };
}
