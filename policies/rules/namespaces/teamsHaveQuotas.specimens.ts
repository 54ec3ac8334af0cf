import { specimens } from "../../specimen";
import { platformNamespaceObjects, teamNamespace } from "../../specimens/baseStack";
import { rule } from "./teamsHaveQuotas";

export default specimens(rule, {
  passing: [
    { title: "a second team's namespace", stack: teamNamespace("speech") },
    { title: "a platform namespace without quota", stack: platformNamespaceObjects("feast") },
  ],
  failing: [
    {
      title: "a team without a quota",
      stack: teamNamespace("speech", { quota: undefined }),
      message: "must have a ResourceQuota",
    },
    {
      title: "a quota without accelerators",
      stack: teamNamespace("speech", { quota: { "requests.nvidia.com/gpu": undefined } }),
      message: "its ResourceQuota must limit requests.nvidia.com/gpu",
    },
    {
      title: "a team without a LimitRange",
      stack: teamNamespace("speech", { limitRange: undefined }),
      message: "must have a LimitRange",
    },
  ],
});
