import { specimens } from "../../specimen";
import { platformNamespaceObjects, teamNamespace } from "../../specimens/baseStack";
import { rule } from "./namespacePodSecurity";

export default specimens(rule, {
  passing: [
    {
      title: "a platform namespace that enforces a lower standard",
      stack: platformNamespaceObjects("node-agents-system", {
        labels: { "pod-security.kubernetes.io/enforce": "privileged" },
      }),
    },
  ],
  failing: [
    {
      title: "a platform namespace without the label",
      stack: platformNamespaceObjects("feast", { labels: { "pod-security.kubernetes.io/enforce": undefined } }),
      message:
        "the namespace must enforce a pod security standard, and a team's namespace restricted, with the label: pod-security.kubernetes.io/enforce",
    },
    {
      title: "a team's namespace without the label",
      stack: teamNamespace("speech", { labels: { "pod-security.kubernetes.io/enforce": undefined } }),
      message:
        "the namespace must enforce a pod security standard, and a team's namespace restricted, with the label: pod-security.kubernetes.io/enforce",
    },
    {
      title: "a team's namespace that enforces a lower standard",
      stack: teamNamespace("speech", { labels: { "pod-security.kubernetes.io/enforce": "baseline" } }),
      message:
        "the namespace must enforce a pod security standard, and a team's namespace restricted, with the label: pod-security.kubernetes.io/enforce",
    },
  ],
});
