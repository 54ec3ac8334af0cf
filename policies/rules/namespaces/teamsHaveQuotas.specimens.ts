import { specimens } from "../../specimen";
import { platformPlace, teamPlace } from "../../specimens/baseStack";
import { rule } from "./teamsHaveQuotas";

export default specimens(rule, {
  passing: [
    { of: "a second team's namespace", stack: teamPlace("speech") },
    { of: "a platform namespace without quota", stack: platformPlace("feast") },
  ],
  failing: [
    {
      of: "a team without a quota",
      stack: teamPlace("speech", { quota: undefined }),
      says: "must have a ResourceQuota",
    },
    {
      of: "a quota without accelerators",
      stack: teamPlace("speech", { quota: { "requests.nvidia.com/gpu": undefined } }),
      says: "its ResourceQuota must limit requests.nvidia.com/gpu",
    },
    {
      of: "a team without a LimitRange",
      stack: teamPlace("speech", { limitRange: undefined }),
      says: "must have a LimitRange",
    },
  ],
});
