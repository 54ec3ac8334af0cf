import type * as aws from "@pulumi/aws";
import { inputsOf } from "../../inputReaders";
import { stackRule } from "../../rule";

export const rule = stackRule({
  name: "network-traffic-is-logged",
  title: "Each VPC has flow logs for all traffic",
  severity: "medium",
  why: "After a breach, only flow logs show where the data went, and traffic that was not logged cannot be reconstructed.",
  fix: 'add a FlowLog for the Vpc with trafficType: "ALL"',
  references: [{ name: "CKV2_AWS_11" }],
  enforcement: "mandatory",
  types: ["aws:ec2/vpc:Vpc"],
  check: (vpc, graph) => {
    const logs = graph.dependents(vpc, "aws:ec2/flowLog:FlowLog", "vpcId");
    if (logs.length === 0) return [{ problem: "must have a FlowLog" }];
    return logs.some((log) => inputsOf<aws.ec2.FlowLogArgs>(log).trafficType === "ALL")
      ? []
      : [{ problem: "trafficType of its FlowLog must be ALL" }];
  },
});
