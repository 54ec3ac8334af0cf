import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "nodes-have-private-metadata",
  title: "Pods on Karpenter's nodes do not reach the node's metadata",
  severity: "critical",
  why: "A pod that reaches it takes the node's role, and with it every image and every network interface of the account.",
  fix: "set metadataOptions.httpTokens: required and httpPutResponseHopLimit: 1, or leave them to Karpenter, whose defaults these are",
  references: [
    { name: "CKV_AWS_79" },
    { name: "CKV_AWS_341" },
    eksBestPractices(
      "Restrict access to the instance profile assigned to the worker node",
      "identity-and-access-management",
    ),
  ],
  enforcement: "mandatory",
  kinds: ["EC2NodeClass"],
  scope: "everywhere",
  problem: "lets pods read the node's metadata",
  violations: `(object.?spec.?metadataOptions.?httpTokens.orValue('required') == 'required'
      ? [] : ['metadataOptions.httpTokens'])
    + (object.?spec.?metadataOptions.?httpPutResponseHopLimit.orValue(1) > 1
      ? ['metadataOptions.httpPutResponseHopLimit'] : [])`,
});
