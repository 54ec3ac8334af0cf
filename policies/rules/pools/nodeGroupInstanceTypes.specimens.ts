import { specimens } from "../../specimen";
import { nodeGroup } from "../../specimens/pools";
import { rule } from "./nodeGroupInstanceTypes";

export default specimens(rule, {
  passing: [{ of: "a type that may run", stack: nodeGroup() }],
  failing: [
    {
      of: "a group's second type",
      stack: nodeGroup({ instanceTypes: ["m7i.xlarge", "x2idn.metal"] }),
      says: "instanceTypes[1]: may not run here",
    },
    {
      of: "a launch template's type",
      stack: nodeGroup({ instanceTypes: undefined }, { instanceType: "x2idn.metal" }),
      says: "instanceType: may not run here",
    },
  ],
});
