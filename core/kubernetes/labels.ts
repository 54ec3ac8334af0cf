/** Labels and annotations that connect nodes, namespaces, objects and policies. */

/** Label of the platform's own namespaces. Namespaces of teams do not have it. */
export const platformNamespaceLabel = "mlops.platform/part-of";

/** Label of nodes with an accelerator: the accelerator's name in the catalogue. Pods select nodes with it. */
export const acceleratorLabel = "mlops.platform/accelerator";

/** Annotation and tag of a pool: the share of its maximum size that the cost estimate uses. */
export const expectedShareOfMaximumKey = "mlops.platform/expected-share-of-maximum";

/** Tag of a managed node group: the purpose of its pool. */
export const purposeKey = "mlops.platform/purpose";

/**
 * Annotation and tag of a pool: the instances of its capacity reservation, as `TYPE:COUNT`. AWS charges for them even
 * if no node runs.
 */
export const reservedKey = "mlops.platform/reserved";

/** Label of a team's namespace: the name of the team. Policies and dashboards use it. */
export const teamLabel = "mlops.platform/team";

/**
 * Annotation of a team's namespace: the maximum number of accelerators that all its pods may have together. A rule
 * reads it in the cluster.
 */
export const acceleratorCeilingAnnotation = "mlops.platform/accelerator-ceiling";

/** Label of a workload's objects and pods: the class of the component that created them, such as `ModelService`. */
export const workloadLabel = "mlops.platform/workload";

/** Value of `workloadLabel` for a `ModelService`. Rules about served models select its objects by it. */
export const modelServiceWorkload = "ModelService";

/** Label of each node: the name of its pool. Pods select their pool with it, for every provisioner. */
export const poolLabel = "mlops.platform/pool";

/**
 * Label of a drift monitor's CronJob: name of the InferenceService or ModelService whose requests and responses it
 * compares.
 */
export const driftMonitorLabel = "mlops.platform/drift-monitor";

/** Annotation of a pod with the reason why it needs the Kubernetes API. */
export const apiUseAnnotation = "mlops.platform/kubernetes-api";

/** Annotation of a Job's pods with a digest of the Job's input. A change replaces the Job, which then runs again. */
export const fingerprintAnnotation = "mlops.platform/fingerprint";
