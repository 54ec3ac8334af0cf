import { facts } from "./facts";

/** Namespace of KServe's controller. */
export const kserveNamespace = facts.namespace;

/** Name of the controller's Deployment in the chart. */
export const controllerName = "kserve-controller-manager";

/** Labels of its pods. */
export const controllerLabels = { "control-plane": controllerName } as const;

/** Ports of its pods, for network policies. */
export const controllerPorts = { metrics: 8080, webhooks: 9443 } as const;
