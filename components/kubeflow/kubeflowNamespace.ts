import { facts } from "./trainingOperator/facts";

/** Namespace of what Kubeflow has as kustomizations: upstream's overlays have it written out. */
export const kubeflowNamespace = facts.namespace;
