import type * as aws from "@pulumi/aws";
import { itemsOf, textOf } from "../../inputReaders";
import { awsRule } from "../../rule";
import { wildcardPattern } from "../../wildcards";

type Args = Pick<aws.eks.NodeGroupArgs, "instanceTypes"> & Pick<aws.ec2.LaunchTemplateArgs, "instanceType">;

export const rule = awsRule<Args>()({
  name: "node-group-instance-types",
  title: "Managed nodes are only of types that the settings let run",
  severity: "medium",
  why: "A group keeps its smallest number of nodes day and night: one of a wrong type costs thousands before anybody sees the bill.",
  fix: "use a type of guardrails.instanceTypes, or add this one to it",
  references: [],
  enforcement: "mandatory",
  reads: ["instanceTypes"],
  types: ["aws:eks/nodeGroup:NodeGroup", "aws:ec2/launchTemplate:LaunchTemplate"],
  check: ({ instanceType, instanceTypes }, context) => {
    const pattern = new RegExp(wildcardPattern(...context.instanceTypes), "u");
    const problem = "may not run here";
    return [
      ...(instanceType === undefined || pattern.test(textOf(instanceType)) ? [] : [{ at: "instanceType", problem }]),
      ...itemsOf(instanceTypes).flatMap((type, index) =>
        pattern.test(type) ? [] : [{ at: `instanceTypes[${index}]`, problem }],
      ),
    ];
  },
});
