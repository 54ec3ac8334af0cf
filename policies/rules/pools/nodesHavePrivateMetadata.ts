import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "nodes-have-private-metadata",
  title: "Pods on Karpenter's nodes cannot read the metadata of their node",
  severity: "critical",
  why: "A pod that reaches the metadata service gets the credentials of the node's role, which reads every image and manages every network interface of the account.",
  fix: "set metadataOptions.httpTokens: required and httpPutResponseHopLimit: 1, or remove both, because these are Karpenter's defaults",
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
  problem: "the node class must block pods from the metadata service with",
  violations: `(object.?spec.?metadataOptions.?httpTokens.orValue('required') == 'required'
      ? [] : ['metadataOptions.httpTokens'])
    + (object.?spec.?metadataOptions.?httpPutResponseHopLimit.orValue(1) > 1
      ? ['metadataOptions.httpPutResponseHopLimit'] : [])`,
});
