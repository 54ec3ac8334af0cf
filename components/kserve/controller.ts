import { facts } from "./facts";

/** Namespace of KServe's controller. */
export const kserveNamespace = facts.namespace;

/** The controller's Deployment, as the chart has it. */
export const controllerName = "kserve-controller-manager";

/** Labels of its pods. */
export const controllerLabels = { "control-plane": controllerName } as const;

/** Ports of its pods, which network policies are about. */
export const controllerPorts = { metrics: 8080, webhooks: 9443 } as const;
