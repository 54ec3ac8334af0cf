import { specimens } from "../../specimen";
import { platformPlace, teamPlace } from "../../specimens/baseStack";
import { rule } from "./teamNamespacesWithoutSidecars";

export default specimens(rule, {
  passing: [
    {
      of: "a platform namespace with sidecars",
      stack: platformPlace("kubeflow", { labels: { "istio-injection": "enabled" } }),
    },
  ],
  failing: [
    {
      of: "a team's namespace without the label",
      stack: teamPlace("speech", { labels: { "istio-injection": undefined } }),
      says: "a team's namespace must disable sidecars with the label: istio-injection",
    },
    {
      of: "a team's namespace with sidecars",
      stack: teamPlace("speech", { labels: { "istio-injection": "enabled" } }),
      says: "a team's namespace must disable sidecars with the label: istio-injection",
    },
  ],
});
