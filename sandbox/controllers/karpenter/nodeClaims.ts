import { z } from "zod";
import type { KubernetesObject } from "../../kubernetes/client";
import type { KubernetesApi } from "../controller";
import { kwokNodeClassKind, nodeClaimKind } from "./kinds";

const spec = z.looseObject({ nodeClassRef: z.looseObject({ kind: z.string(), name: z.string() }) });
const status = z.looseObject({ providerID: z.string().default(""), nodeName: z.string().default("") });

/** A node that Karpenter creates, has created or deletes. */
export interface NodeClaim {
  readonly object: KubernetesObject;
  /** Name of its KWOKNodeClass, which equals that of the EC2NodeClass. */
  readonly nodeClass: string;
  readonly launched: boolean;
  readonly node: string;
  readonly zone: string;
}

/** Returns all nodes of mirrored pools. */
export async function nodeClaims(api: KubernetesApi): Promise<NodeClaim[]> {
  const objects = await api.list(nodeClaimKind.apiVersion, nodeClaimKind.kind);
  return objects.flatMap((object) => {
    const { nodeClassRef } = spec.parse(object.spec);
    if (nodeClassRef.kind !== kwokNodeClassKind.kind) return [];
    const { providerID, nodeName } = status.parse(object.status ?? {});
    return [
      {
        object,
        nodeClass: nodeClassRef.name,
        launched: providerID !== "",
        node: nodeName || object.metadata.name,
        zone: object.metadata.labels?.["topology.kubernetes.io/zone"] ?? "",
      },
    ];
  });
}
