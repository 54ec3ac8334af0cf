import type { ReplacementRule } from "./replacementRule";

/**
 * Inputs of a provider whose change may replace the provider, and with it all of its resources. Other inputs, such as
 * default tags, update it in place.
 *
 * Sources: `DiffConfig` of pulumi-kubernetes, which compares the clusters of both configurations, and of the Terraform
 * bridge. pulumi-aws 7 marks no input as replacing, but each resource without a region takes that of its provider.
 */
const rules: Readonly<Record<string, ReplacementRule>> = {
  aws: { replaceSometimes: ["region"] },
  kubernetes: { replaceSometimes: ["kubeconfig", "context", "cluster", "renderYamlToDirectory"] },
  random: {},
};

/**
 * Returns the replacement rule of a provider's own resource, `pulumi:providers:<name>`, or undefined if it is not
 * known.
 */
export function providerRule(type: string): ReplacementRule | undefined {
  return rules[type.split(":")[2] ?? ""];
}
