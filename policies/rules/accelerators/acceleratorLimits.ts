import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";

const limit = "c.?resources.?limits[?k]";
const request = "c.?resources.?requests[?k]";
const wrong = `variables.acceleratorKeys.exists(k, (${limit}.hasValue() || ${request}.hasValue())
      && (!quantity(string(${limit}.orValue(dyn(0)))).isInteger()
        || quantity(string(${limit}.orValue(dyn(0)))).compareTo(quantity('0')) < 1
        || quantity(string(${request}.or(${limit}).orValue(dyn(0)))).compareTo(quantity(string(${limit}.orValue(dyn(0))))) != 0))`;

export const rule = kubernetesRule({
  name: "accelerator-limits",
  title: "Accelerators are requested as limits, in whole numbers of at least 1",
  severity: "medium",
  why: "Kubernetes rejects any other request, hours later and only in a controller's log. A pod that requests 0 accelerators occupies a GPU node without a GPU.",
  fix: "set resources.limits to the number of accelerators, and resources.requests to the same number or not at all; remove a limit of 0",
  references: [
    {
      name: "Kubernetes: Extended resources",
      url: "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources",
    },
  ],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers must set accelerator limits to a whole number of at least 1, equal to any request",
  violations: `variables.sizedContainers
    .filter(c, ${wrong})
    .map(c, c.name)`,
});
