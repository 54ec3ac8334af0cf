import { listOf, numberOf, objectOf, textOf, textOrEmpty } from "../../../core/json/reading";
import { poolLabel, purposeKey } from "../../../core/kubernetes/labels";
import { systemPool } from "../../../core/kubernetes/scheduling";
import { plural } from "../../../core/text/plural";
import type { ComparedResource, Effect } from "../change";
import { changes, type EffectRule, perhaps, removes } from "./effect";
import { jobsOn } from "./jobs";

const nodeGroup = "aws:eks/nodeGroup:NodeGroup";
const nodePool = "kubernetes:karpenter.sh/v1:NodePool";
const nodeClass = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";

/**
 * Managed node groups replace their nodes for a new version, image or launch template, and drain them first.
 * https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html
 */
export const nodeGroupEffects: EffectRule = (source, plans) => {
  const group = source.before;
  if (group?.type !== nodeGroup) return [];
  const rolls = ["version", "releaseVersion", "launchTemplate"].some((input) => changes(source, input));
  if (!rolls && !removes(source)) return [];
  const nodes = nodeCount(group);
  if (nodes === undefined) return [];
  const labels = objectOf(group.inputs, "labels");
  const what = source.kind === "delete" ? `deletes ${nodes}` : `${perhaps(source)}replaces ${nodes}`;
  const effect: Effect = { kind: "nodes-replaced", text: `${what} (${instanceTypes(group)})` };
  return withJobs(effect, jobsOn(labels, plans.before.values()), runsJobs(group));
};

/**
 * Karpenter replaces nodes that no longer match their NodePool or EC2NodeClass, as far as the pool's budgets for the
 * reason Drifted allow. https://karpenter.sh/docs/concepts/disruption/#drift
 */
export const karpenterEffects: EffectRule = (source, plans) => {
  const changed = source.before;
  if (changed === undefined || (changed.type !== nodePool && changed.type !== nodeClass)) return [];
  const pools = changed.type === nodePool ? [changed] : poolsOfClass(changed, plans.before.values());
  return pools.flatMap((pool) => {
    const labels = objectOf(pool.inputs, "spec", "template", "metadata", "labels");
    const name = textOrEmpty(pool.inputs, "metadata", "name");
    if (removes(source)) {
      const text = `${perhaps(source)}deletes all nodes of pool ${name}`;
      return withJobs({ kind: "nodes-replaced", text }, jobsOn(labels, plans.before.values()), false);
    }
    const drifts = changed.type === nodeClass ? changes(source, "spec") : changes(source, "spec.template");
    if (!drifts) return [];
    const budget = driftBudget(pool);
    if (budget === "0") return [];
    const text = `replaces the nodes of pool ${name}, ${budget === undefined ? "without a budget" : `${budget} at a time`}: they no longer match it`;
    return [{ kind: "nodes-replaced", text }];
  });
};

/**
 * Returns the effect on nodes and the effect on jobs that run there. `named` are the jobs of the program; `others` is
 * whether other jobs may run there.
 */
function withJobs(nodes: Effect, named: readonly string[], others: boolean): Effect[] {
  if (named.length === 0 && !others) return [nodes];
  return [nodes, { kind: "jobs-ended", text: `ends running jobs${named.length > 0 ? `: ${named.join(", ")}` : ""}` }];
}

/** Returns whether jobs may run on a node group. They do not run on nodes of platform services or of served models. */
function runsJobs({ inputs }: ComparedResource): boolean {
  return textOf(inputs, "labels", poolLabel) !== systemPool && textOf(inputs, "tags", purposeKey) !== "serving";
}

/** `2 nodes`, `1 to 4 nodes`, `up to 4 nodes`; undefined for a group that never has any. */
function nodeCount({ inputs }: ComparedResource): string | undefined {
  const minimum = numberOf(inputs, "scalingConfig", "minSize") ?? 0;
  const maximum = numberOf(inputs, "scalingConfig", "maxSize") ?? 0;
  if (maximum === 0) return undefined;
  if (minimum === maximum) return plural(maximum, "node");
  return `${minimum === 0 ? "up to" : `${minimum} to`} ${plural(maximum, "node")}`;
}

function instanceTypes({ inputs }: ComparedResource): string {
  return listOf(inputs, "instanceTypes").map(String).join(", ") || "of the launch template's type";
}

function poolsOfClass({ inputs }: ComparedResource, resources: Iterable<ComparedResource>): ComparedResource[] {
  const name = textOf(inputs, "metadata", "name");
  return [...resources].filter(
    (resource) =>
      resource.type === nodePool &&
      textOf(resource.inputs, "spec", "template", "spec", "nodeClassRef", "name") === name,
  );
}

/** Returns how many drifted nodes may be replaced at a time: `10%` or `0`. Undefined if no budget limits them. */
function driftBudget({ inputs }: ComparedResource): string | undefined {
  const budgets = listOf(inputs, "spec", "disruption", "budgets");
  const matching = budgets.filter((budget) => {
    const reasons = listOf(budget, "reasons");
    return reasons.length === 0 || reasons.includes("Drifted");
  });
  const nodes = matching.flatMap((budget) => textOf(budget, "nodes") ?? []);
  return nodes.includes("0") ? "0" : nodes[0];
}
