import { z } from "zod";
import { field, textField } from "../../../core/schema/fields";
import type { NetworkPolicySpec } from "../../../core/services/allowedTraffic";
import { gatewayPods } from "../../ingressGateway/gatewayPods";

/** Who calls a model, beyond pods of its own namespace, which always may. */
const allowFrom = z.strictObject({
  gateway: field(z.boolean(), {
    description: "Whether the ingress gateway's pods may, and clients outside of the cluster through them.",
    example: true,
  }).default(true),
  namespaces: field(
    z
      .array(
        textField(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, "the name of a namespace", {
          description: "A namespace.",
          example: "shop",
          fix: 'use the name of a namespace, such as "shop"',
        }),
      )
      .readonly(),
    {
      description:
        "Namespaces whose pods may. A team's namespace has to let them out too: by itself it opens no way to another one.",
      fix: 'list namespaces, such as ["shop"]',
      example: [],
    },
  ).default([]),
});
export type AllowFrom = z.output<typeof allowFrom>;

export const allowFromField = field(allowFrom, {
  description: "Who calls it, beyond pods of its own namespace, which always may.",
  fix: "write { gateway: true, namespaces: [] }",
}).prefault({});

/** A NetworkPolicy's `spec` that lets callers in at the pods' port, or undefined where nobody further may call. */
export function allowFromPolicySpec(
  matchLabels: Readonly<Record<string, string>>,
  port: number,
  { gateway, namespaces }: AllowFrom,
): NetworkPolicySpec | undefined {
  const from = [
    ...(gateway
      ? [{ ...inNamespace(gatewayPods.namespace), podSelector: { matchLabels: { ...gatewayPods.labels } } }]
      : []),
    ...namespaces.map(inNamespace),
  ];
  if (from.length === 0) return undefined;
  return {
    podSelector: { matchLabels },
    policyTypes: ["Ingress"],
    ingress: [{ from, ports: [{ protocol: "TCP", port }] }],
  };
}

function inNamespace(namespace: string) {
  return { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } };
}
