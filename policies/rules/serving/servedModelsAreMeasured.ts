import { objectOf } from "../../../core/json/reading";
import { objectsIn, selects } from "../../kubernetes/labelSelectors";
import { servedModel, servingTypes } from "../../kubernetes/servedModels";
import { stackRule } from "../../rule";

export const rule = stackRule({
  name: "served-models-are-measured",
  title: "Prometheus scrapes every served model",
  severity: "high",
  why: "Without metrics there is no error rate and no latency: users are the first to notice that a new version returns wrong answers.",
  fix: "add a PodMonitor that selects the model's pods, or a ServiceMonitor for its Service, as ServiceMetrics does",
  references: [],
  enforcement: { dev: "advisory", staging: "mandatory", prod: "mandatory" },
  types: servingTypes,
  check: (subject, graph) => {
    const model = servedModel(subject);
    if (!model) return [];
    const inNamespace = (type: string) => objectsIn(graph, type, model.namespace);
    const services = inNamespace("kubernetes:core/v1:Service").filter((service) =>
      selects({ matchLabels: objectOf(service, "spec", "selector") }, model.podLabels),
    );
    const byPod = inNamespace("kubernetes:monitoring.coreos.com/v1:PodMonitor").some((monitor) =>
      selects(objectOf(monitor, "spec", "selector"), model.podLabels),
    );
    const byService = inNamespace("kubernetes:monitoring.coreos.com/v1:ServiceMonitor").some((monitor) =>
      services.some((service) =>
        selects(objectOf(monitor, "spec", "selector"), objectOf(service, "metadata", "labels")),
      ),
    );
    return byPod || byService ? [] : [{ problem: "must have a PodMonitor or ServiceMonitor that selects its pods" }];
  },
});
