/** Namespace of Istio's control plane: upstream's default. */
export const istioNamespace = "istio-system";

/** Ports of istiod's pods, for network policies. */
export const istiodPorts = { discovery: 15012, metrics: 15014, webhooks: 15017 } as const;

/** Labels of istiod's pods and its Service. */
export const istiodLabels = { istio: "pilot" } as const;
