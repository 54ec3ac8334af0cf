import type * as aws from "@pulumi/aws";
import { awsRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = awsRule<aws.ec2.LaunchTemplateArgs>()({
  name: "nodes-require-imdsv2",
  title: "Pods cannot fetch their node's credentials",
  severity: "critical",
  why: "A request that a pod is talked into, or any pod itself, reads the node's role from the metadata service.",
  fix: 'set metadataOptions to httpTokens: "required" and httpPutResponseHopLimit: 1; pods have roles of their own',
  references: [
    { name: "CKV_AWS_79" },
    { name: "CKV_AWS_341" },
    eksBestPractices(
      "Restrict access to the instance profile assigned to the worker node",
      "identity-and-access-management",
    ),
  ],
  enforcement: "mandatory",
  types: ["aws:ec2/launchTemplate:LaunchTemplate"],
  check: ({ metadataOptions }) => {
    if (metadataOptions?.httpEndpoint === "disabled") return [];
    return [
      ...(metadataOptions?.httpTokens === "required"
        ? []
        : [{ at: "metadataOptions.httpTokens", problem: "is not required: plain requests are answered" }]),
      ...(metadataOptions?.httpPutResponseHopLimit === 1
        ? []
        : [{ at: "metadataOptions.httpPutResponseHopLimit", problem: "is not 1: answers reach pods" }]),
    ];
  },
});
