import { specimens } from "../../specimen";
import { platformPlace, teamPlace } from "../../specimens/baseStack";
import { rule } from "./namespacePodSecurity";

export default specimens(rule, {
  passing: [
    {
      of: "a platform namespace that enforces a lower standard",
      stack: platformPlace("node-agents-system", { labels: { "pod-security.kubernetes.io/enforce": "privileged" } }),
    },
  ],
  failing: [
    {
      of: "a platform namespace without the label",
      stack: platformPlace("feast", { labels: { "pod-security.kubernetes.io/enforce": undefined } }),
      says: "the namespace must enforce a pod security standard, and a team's namespace restricted, with the label: pod-security.kubernetes.io/enforce",
    },
    {
      of: "a team's namespace without the label",
      stack: teamPlace("speech", { labels: { "pod-security.kubernetes.io/enforce": undefined } }),
      says: "the namespace must enforce a pod security standard, and a team's namespace restricted, with the label: pod-security.kubernetes.io/enforce",
    },
    {
      of: "a team's namespace that enforces a lower standard",
      stack: teamPlace("speech", { labels: { "pod-security.kubernetes.io/enforce": "baseline" } }),
      says: "the namespace must enforce a pod security standard, and a team's namespace restricted, with the label: pod-security.kubernetes.io/enforce",
    },
  ],
});
