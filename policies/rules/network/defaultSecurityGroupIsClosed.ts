import { isSet, itemsOf } from "../../inputReaders";
import { stackRule } from "../../rule";

export const rule = stackRule({
  name: "default-security-group-is-closed",
  title: "The default security group of each VPC allows no traffic",
  severity: "medium",
  why: "A resource without a security group gets the default one, in which all members reach each other.",
  fix: "add a DefaultSecurityGroup for the Vpc with ingress: [] and egress: []",
  references: [{ name: "CKV2_AWS_12" }],
  enforcement: "mandatory",
  types: ["aws:ec2/vpc:Vpc"],
  check: (vpc, graph) => {
    const groups = graph.dependents(vpc, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "vpcId");
    if (groups.length === 0)
      return [{ problem: "must have a DefaultSecurityGroup; otherwise AWS's default group stays open" }];
    return groups.flatMap(({ knownInputs, inputs }) =>
      ["ingress", "egress"].flatMap((direction) => {
        const rules = inputs[direction];
        const empty = !isSet(knownInputs, direction) || (Array.isArray(rules) && itemsOf(rules).length === 0);
        return empty ? [] : [{ problem: `${direction} of its DefaultSecurityGroup must be empty` }];
      }),
    );
  },
});
