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
  title: "Accelerators are asked for by limits, whole, and at least one",
  severity: "medium",
  why: "Kubernetes refuses pods that ask otherwise hours later, out of a controller's log; one that asks for 0 sits on a GPU node and has none.",
  fix: "write resources.limits with the number of accelerators, and the same in requests or nothing; leave 0 out",
  references: [
    {
      name: "Kubernetes: Extended resources",
      url: "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources",
    },
  ],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers ask for accelerators as Kubernetes gives none",
  violations: `variables.sizedContainers
    .filter(c, ${wrong})
    .map(c, c.name)`,
});
