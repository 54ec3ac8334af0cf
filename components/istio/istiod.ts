/** Namespace of Istio's control plane, as all of its documentation has it. */
export const istioNamespace = "istio-system";

/** Ports of istiod's pods, which network policies are about. */
export const istiodPorts = { discovery: 15012, metrics: 15014, webhooks: 15017 } as const;

/** Of istiod's pods and its Service. */
export const istiodLabels = { istio: "pilot" } as const;
