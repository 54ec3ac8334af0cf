/** Labels and annotations by which nodes, namespaces, objects and policies know one another. */

/** Label of every namespace that belongs to the platform and not to a team. */
export const platformNamespaceLabel = "mlops.platform/part-of";

/** Label of nodes with an accelerator: its name in the catalogue. Pods choose accelerators by it. */
export const acceleratorLabel = "mlops.platform/accelerator";

/** Annotation and tag of a pool with the share of its maximum that the cost estimate expects. */
export const expectedShareOfMaximumKey = "mlops.platform/expected-share-of-maximum";

/** Tag of a managed node group: the purpose of its pool. */
export const purposeKey = "mlops.platform/purpose";

/**
 * Annotation and tag of a pool with what its capacity reservation holds, as `TYPE:COUNT`: AWS charges that whether nodes
 * run or not.
 */
export const reservedKey = "mlops.platform/reserved";

/** Label of a team's namespace, by which policies and dashboards know whose it is. */
export const teamLabel = "mlops.platform/team";

/** Annotation of a team's namespace with the accelerators that its pods may have together: a rule reads it in the cluster. */
export const acceleratorCeilingAnnotation = "mlops.platform/accelerator-ceiling";

/** Label of a workload's objects and pods: which component of the program made them. */
export const workloadLabel = "mlops.platform/workload";

/** `workloadLabel`'s value of a `ModelService`: rules about served models know its objects by it. */
export const modelServiceWorkload = "ModelService";

/** Label of every node: the pool that it belongs to. Pods choose pools by it, whoever makes the nodes. */
export const poolLabel = "mlops.platform/pool";

/** Label of a CronJob: name of the InferenceService, or of the ModelService, whose inputs and answers it compares. */
export const driftMonitorLabel = "mlops.platform/drift-monitor";

/** Annotation of a pod that says what it needs the Kubernetes API for. */
export const apiUseAnnotation = "mlops.platform/kubernetes-api";

/** Annotation of a Job's pods: digest of what the Job works on. When it changes, the Job is made anew and runs again. */
export const fingerprintAnnotation = "mlops.platform/fingerprint";
