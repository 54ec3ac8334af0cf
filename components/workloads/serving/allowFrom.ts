import { z } from "zod";
import { field, textField } from "../../../core/schema/fields";
import type { NetworkPolicySpec } from "../../../core/services/allowedTraffic";
import { gatewayPods } from "../../ingressGateway/gatewayPods";

/** Clients that may call a model, in addition to pods of its own namespace. */
const allowFrom = z.strictObject({
  gateway: field(z.boolean(), {
    description: "Whether clients outside of the cluster may call it through the ingress gateway.",
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
        "Namespaces whose pods may call it. If it is a team's namespace, a network policy there must also allow the egress: by default a team's pods reach no other namespace.",
      fix: 'list namespaces, such as ["shop"]',
      example: [],
    },
  ).default([]),
});
export type AllowFrom = z.output<typeof allowFrom>;

export const allowFromField = field(allowFrom, {
  description: "Clients that may call it, in addition to pods of its own namespace.",
  fix: "write { gateway: true, namespaces: [] }",
}).prefault({});

/** Returns the `spec` of a NetworkPolicy that allows ingress from these clients, or undefined if there are none. */
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
