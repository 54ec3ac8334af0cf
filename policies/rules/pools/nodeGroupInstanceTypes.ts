import type * as aws from "@pulumi/aws";
import { itemsOf, textOf } from "../../inputReaders";
import { awsRule } from "../../rule";
import { wildcardPattern } from "../../wildcards";

type Args = Pick<aws.eks.NodeGroupArgs, "instanceTypes"> & Pick<aws.ec2.LaunchTemplateArgs, "instanceType">;

export const rule = awsRule<Args>()({
  name: "node-group-instance-types",
  title: "Managed nodes use only instance types that guardrails.instanceTypes allows",
  severity: "medium",
  why: "A node group runs its minimum size day and night: one node of a wrong type costs thousands before the bill arrives.",
  fix: "use a type of guardrails.instanceTypes, or add this type to it",
  references: [],
  enforcement: "mandatory",
  reads: ["instanceTypes"],
  types: ["aws:eks/nodeGroup:NodeGroup", "aws:ec2/launchTemplate:LaunchTemplate"],
  check: ({ instanceType, instanceTypes }, context) => {
    const pattern = new RegExp(wildcardPattern(...context.instanceTypes), "u");
    const problem = "must be allowed by guardrails.instanceTypes";
    return [
      ...(instanceType === undefined || pattern.test(textOf(instanceType)) ? [] : [{ at: "instanceType", problem }]),
      ...itemsOf(instanceTypes).flatMap((type, index) =>
        pattern.test(type) ? [] : [{ at: `instanceTypes[${index}]`, problem }],
      ),
    ];
  },
});
