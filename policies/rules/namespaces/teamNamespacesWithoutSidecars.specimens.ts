import { specimens } from "../../specimen";
import { platformNamespaceObjects, teamNamespace } from "../../specimens/baseStack";
import { rule } from "./teamNamespacesWithoutSidecars";

export default specimens(rule, {
  passing: [
    {
      title: "a platform namespace with sidecars",
      stack: platformNamespaceObjects("kubeflow", { labels: { "istio-injection": "enabled" } }),
    },
  ],
  failing: [
    {
      title: "a team's namespace without the label",
      stack: teamNamespace("speech", { labels: { "istio-injection": undefined } }),
      message: "a team's namespace must disable sidecars with the label: istio-injection",
    },
    {
      title: "a team's namespace with sidecars",
      stack: teamNamespace("speech", { labels: { "istio-injection": "enabled" } }),
      message: "a team's namespace must disable sidecars with the label: istio-injection",
    },
  ],
});
