import { expect } from "vitest";
import type { Operation } from "./operations";

/** Pairs of types, the first of which is deleted first: nodes of workloads, system nodes, the cluster, the network. */
const designedOrder: readonly (readonly [RegExp, RegExp])[] = [
  [/^kubernetes:karpenter.sh\/v1:NodePool$/, /^kubernetes:karpenter.k8s.aws\/v1:EC2NodeClass$/],
  [/^kubernetes:/, /^aws:eks\/accessPolicyAssociation/],
  [/^kubernetes:helm.sh\/v3:Release$/, /^aws:eks\/nodeGroup/],
  [/^aws:eks\/nodeGroup/, /^aws:eks\/cluster/],
  [/^aws:eks\/cluster/, /^aws:ec2\/subnet/],
  [/^aws:ec2\/subnet/, /^aws:ec2\/vpc:Vpc$/],
];

/** Asserts that a whole platform was deleted in the designed order. */
export function expectDesignedOrder(operations: readonly Operation[]): void {
  const last = (type: RegExp) => operations.findLastIndex((operation) => type.test(operation.type));
  const first = (type: RegExp) => operations.findIndex((operation) => type.test(operation.type));
  for (const type of designedOrder.flat()) expect(first(type), `${type} is deleted`).toBeGreaterThanOrEqual(0);
  for (const [before, after] of designedOrder)
    expect(last(before), `${before} before ${after}`).toBeLessThan(first(after));
  const controller = operations.findIndex(({ urn }) => urn.endsWith("Release::mlops-dev-compute-karpenter-chart"));
  expect(last(/^kubernetes:karpenter.k8s.aws\/v1:EC2NodeClass$/)).toBeLessThan(controller);
}
