/** Value of the label `resource` that kube-state-metrics makes of a resource's name. */
export function kubeStateResource(resource: string): string {
  return resource.replace(/[^a-zA-Z0-9]/g, "_");
}

/** The job of kube-state-metrics: what it does not tell while it runs is not there. */
const kubeStateMetricsRuns = 'max(up{job="kube-state-metrics"}) == 1';

/**
 * True where a series of kube-state-metrics is missing, and kube-state-metrics itself is not: a query about an object that
 * was deleted returns nothing, and an alert about it is silent. While kube-state-metrics is away, every object is.
 */
export function missingObject(selector: string): string {
  return `absent(${selector}) and on () (${kubeStateMetricsRuns})`;
}

/**
 * By how much a counter has grown. A counter of errors is there from its first error on, of which `increase` says nothing:
 * a series that is new counts too.
 *
 * @param selector Without a range.
 */
export function grown(selector: string, minutes: number): string {
  return `(increase(${selector}[${minutes}m]) > 0 or (${selector} unless ${selector} offset ${minutes}m))`;
}

/**
 * Gives series of a controller the namespace of the object that they tell of, by which Alertmanager finds a team's routes.
 * Prometheus renames it to `exported_namespace`: the controller's own is `namespace`.
 */
export function ofItsOwner(expression: string): string {
  return `label_replace(${expression}, "namespace", "$1", "exported_namespace", "(.+)")`;
}
