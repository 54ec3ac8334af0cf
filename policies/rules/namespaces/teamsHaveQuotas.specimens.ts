import { specimens } from "../../specimen";
import { platformPlace, teamPlace } from "../../specimens/baseStack";
import { rule } from "./teamsHaveQuotas";

export default specimens(rule, {
  passing: [
    { of: "a second team", stack: teamPlace("speech") },
    { of: "a namespace of the platform's, which has no bounds", stack: platformPlace("feast") },
  ],
  failing: [
    { of: "no quota", stack: teamPlace("speech", { quota: undefined }), says: "has no ResourceQuota" },
    {
      of: "a quota that forgets devices",
      stack: teamPlace("speech", { quota: { "requests.nvidia.com/gpu": undefined } }),
      says: "its ResourceQuota limits no requests.nvidia.com/gpu",
    },
    {
      of: "no defaults for containers",
      stack: teamPlace("speech", { limitRange: undefined }),
      says: "has no LimitRange",
    },
  ],
});
