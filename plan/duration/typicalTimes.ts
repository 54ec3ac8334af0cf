import { creationTime, deletionTime, logs, type TypicalTime, updateTime } from "../../core/aws/typicalTimes";
import { isApplication, releaseType } from "../../core/graph/graph";
import type { Registration } from "../../core/graph/registration";
import { textOf, textOrEmpty } from "../../core/json/reading";

type Timed = Pick<Registration, "type" | "inputs">;

const chartOfKinds = { seconds: 15, source: "estimate: objects without pods" };
const chart = {
  seconds: 60,
  source: `18 seconds to 3:24 minutes in eighteen ${logs} (Argo CD, cert-manager, Karpenter)`,
};
const chartDeletion = { seconds: 30, source: "estimate: its pods end" };
const application = { seconds: 90, source: "estimate: one synchronization, and readiness of its pods" };
const applicationOfKinds = { seconds: 30, source: "estimate: one synchronization of objects without pods" };
const pods = { seconds: 60, source: "estimate: image pull and readiness" };
const job = { seconds: 30, source: "estimate: image pull and a short run of one pod" };
const networkLoadBalancer = { seconds: 155, source: `2:22 to 2:41 minutes in three ${logs}` };
const object = { seconds: 1, source: "estimate: one request to the Kubernetes API" };

/** Types of objects for whose pods `up` waits. */
const withPods = new Map([
  ["kubernetes:apps/v1:Deployment", pods],
  ["kubernetes:apps/v1:StatefulSet", pods],
  ["kubernetes:batch/v1:Job", job],
]);

/**
 * Returns the typical time for the creation of a resource.
 *
 * @param hasPods Whether a chart or a kustomization has pods, by its name.
 */
export function typicalCreation({ type, inputs }: Timed, hasPods: (name: string) => boolean): TypicalTime {
  if (type.startsWith("aws:")) return creationTime(type, inputs);
  if (type === releaseType) return hasPods(textOrEmpty(inputs.name)) ? chart : chartOfKinds;
  if (isApplication({ type })) {
    return hasPods(textOrEmpty(inputs.metadata, "name")) ? application : applicationOfKinds;
  }
  return withPods.get(type) ?? (isLoadBalancer({ type, inputs }) ? networkLoadBalancer : object);
}

/**
 * Returns the typical time for an update of a resource.
 *
 * @param changed Names of the inputs that change.
 */
export function typicalUpdate(
  resource: Timed,
  changed: readonly string[],
  hasPods: (name: string) => boolean,
): TypicalTime {
  if (resource.type.startsWith("aws:")) return updateTime(resource.type, resource.inputs, changed);
  // A load balancer exists already.
  return isLoadBalancer(resource) ? object : typicalCreation(resource, hasPods);
}

/** Returns the typical time for the deletion of a resource. */
export function typicalDeletion({ type, inputs }: Timed, hasPods: (name: string) => boolean): TypicalTime {
  if (type.startsWith("aws:")) return deletionTime(type, inputs);
  const installed = type === releaseType ? textOrEmpty(inputs.name) : textOrEmpty(inputs.metadata, "name");
  if (type === releaseType || isApplication({ type })) return hasPods(installed) ? chartDeletion : chartOfKinds;
  return object;
}

function isLoadBalancer({ type, inputs }: Timed): boolean {
  return type === "kubernetes:core/v1:Service" && textOf(inputs.spec, "type") === "LoadBalancer";
}
