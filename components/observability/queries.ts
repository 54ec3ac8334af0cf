/** Returns the label `resource` of kube-state-metrics for a resource's name. */
export function kubeStateResource(resource: string): string {
  return resource.replace(/[^a-zA-Z0-9]/g, "_");
}

/** True while kube-state-metrics runs. Objects without series do not exist then. */
const kubeStateMetricsRuns = 'max(up{job="kube-state-metrics"}) == 1';

/**
 * Returns an expression that is true if a series of kube-state-metrics is missing while kube-state-metrics runs. A
 * query about a deleted object returns nothing, so that an alert about it would not fire.
 */
export function missingObject(selector: string): string {
  return `absent(${selector}) and on () (${kubeStateMetricsRuns})`;
}

/**
 * Returns an expression for counters that have grown. A counter of errors exists only after its first error, which
 * `increase` does not count, so new series are included.
 *
 * @param selector Selector without a range.
 */
export function counterIncreased(selector: string, minutes: number): string {
  return `(increase(${selector}[${minutes}m]) > 0 or (${selector} unless ${selector} offset ${minutes}m))`;
}

/**
 * Sets the label `namespace` of a controller's series to the namespace of the object, by which Alertmanager selects a
 * team's route. Prometheus renames that label to `exported_namespace`, because `namespace` is the controller's.
 */
export function withObjectNamespace(expression: string): string {
  return `label_replace(${expression}, "namespace", "$1", "exported_namespace", "(.+)")`;
}
