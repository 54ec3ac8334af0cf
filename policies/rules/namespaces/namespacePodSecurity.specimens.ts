import { specimens } from "../../specimen";
import { platformPlace, teamPlace } from "../../specimens/baseStack";
import { rule } from "./namespacePodSecurity";

export default specimens(rule, {
  passing: [
    {
      of: "a namespace of the platform's whose pods need more",
      stack: platformPlace("node-agents-system", { labels: { "pod-security.kubernetes.io/enforce": "privileged" } }),
    },
  ],
  failing: [
    {
      of: "a namespace of the platform's without the label",
      stack: platformPlace("feast", { labels: { "pod-security.kubernetes.io/enforce": undefined } }),
      says: "labels are missing, or say less than restricted for a team: pod-security.kubernetes.io/enforce",
    },
    {
      of: "a team's namespace without the label",
      stack: teamPlace("speech", { labels: { "pod-security.kubernetes.io/enforce": undefined } }),
      says: "labels are missing, or say less than restricted for a team: pod-security.kubernetes.io/enforce",
    },
    {
      of: "a team's namespace of a lower standard",
      stack: teamPlace("speech", { labels: { "pod-security.kubernetes.io/enforce": "baseline" } }),
      says: "labels are missing, or say less than restricted for a team: pod-security.kubernetes.io/enforce",
    },
  ],
});
