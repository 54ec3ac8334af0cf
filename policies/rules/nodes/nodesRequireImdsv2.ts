import type * as aws from "@pulumi/aws";
import { awsRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = awsRule<aws.ec2.LaunchTemplateArgs>()({
  name: "nodes-require-imdsv2",
  title: "Pods cannot read the credentials of their node",
  severity: "critical",
  why: "A request that an attacker forges in a pod, or the pod itself, reads the credentials of the node's role from the metadata service.",
  fix: 'set metadataOptions to httpTokens: "required" and httpPutResponseHopLimit: 1; give pods their own roles',
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
        : [{ at: "metadataOptions.httpTokens", problem: "must be required; otherwise IMDSv1 requests are answered" }]),
      ...(metadataOptions?.httpPutResponseHopLimit === 1
        ? []
        : [
            {
              at: "metadataOptions.httpPutResponseHopLimit",
              problem: "must be 1; otherwise pods reach the metadata service",
            },
          ]),
    ];
  },
});
