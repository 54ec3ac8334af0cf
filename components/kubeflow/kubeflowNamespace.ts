import { facts } from "./trainingOperator/facts";

/** Namespace of Kubeflow's kustomizations, which upstream's overlays fix. */
export const kubeflowNamespace = facts.namespace;
