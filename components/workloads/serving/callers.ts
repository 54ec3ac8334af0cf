import type { Problems } from "../../../core/errors/problems";
import type { NetworkPolicySpec } from "../../../core/services/allowedTraffic";
import { gatewayPods } from "../../ingressGateway/names";

/** Who calls a model, beyond pods of its own namespace, which always may. */
export interface Callers {
  /** Whether the ingress gateway's pods may, and clients outside of the cluster through them. @default true */
  readonly gateway?: boolean;
  /**
   * Namespaces whose pods may. A team's namespace has to let them out too: by itself it opens no way to another one.
   *
   * @default - none
   */
  readonly namespaces?: readonly string[];
}

const namespaceName = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Adds what is wrong with who may call. */
export function checkCallers(problems: Problems, { namespaces = [] }: Callers): void {
  for (const namespace of namespaces.filter((name) => !namespaceName.test(name))) {
    problems.add(`callers.namespaces has "${namespace}", which is no namespace`, "use a namespace's name");
  }
}

/** A NetworkPolicy's `spec` that lets callers in at the pods' port, or undefined where nobody further may call. */
export function callersPolicySpec(
  matchLabels: Readonly<Record<string, string>>,
  port: number,
  { gateway = true, namespaces = [] }: Callers,
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
