import { specimens } from "../../specimen";
import { nodeGroup } from "../../specimens/pools";
import { rule } from "./nodeGroupInstanceTypes";

export default specimens(rule, {
  passing: [{ title: "an allowed type", stack: nodeGroup() }],
  failing: [
    {
      title: "a second type of a node group that is not allowed",
      stack: nodeGroup({ instanceTypes: ["m7i.xlarge", "x2idn.metal"] }),
      message: "instanceTypes[1]: must be allowed by guardrails.instanceTypes",
    },
    {
      title: "a type of a launch template that is not allowed",
      stack: nodeGroup({ instanceTypes: undefined }, { instanceType: "x2idn.metal" }),
      message: "instanceType: must be allowed by guardrails.instanceTypes",
    },
  ],
});
