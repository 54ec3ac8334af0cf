import { fabricResource } from "../../core/kubernetes/accelerators";
import { acceleratorLabel, poolLabel } from "../../core/kubernetes/labels";
import type { CrossFieldIssue } from "../../core/schema/crossField";
import { nearest } from "../../core/text/nearest";
import type { Accelerator, InstanceType } from "./instanceCatalogue";
import { efaCards } from "./managed/nodeGroupTags";
import { devicesPerGpu } from "./managed/userData";
import { catalogued, type Purpose } from "./nodePool";
import type { PoolSettings, Pools } from "./poolSettings";

/** Requirements of a pod for its node. */
export interface PlacementRequest {
  /** Vendor and name of an accelerator: `nvidia-l4`, `aws-trainium`. @default - none */
  readonly accelerator?: string | undefined;
  /** Number of accelerators of the pod. With GPU sharing, number of shares. @default 1 if `accelerator` is set */
  readonly acceleratorCount?: number | undefined;
  /** Name of a pool. @default - any pool with the accelerator */
  readonly pool?: string | undefined;
  /** Preferred purpose of the pool. @default - no preference */
  readonly purpose?: Purpose | undefined;
}

/** Node selector, tolerations and resources of a pod. Not valid if there are `problems`. */
export interface Placement {
  /** Node selector of the pod. */
  readonly nodeSelector: Record<string, string>;
  /** Tolerations of the pod. */
  readonly tolerations: { key: string; operator: "Exists"; effect: "NoSchedule" }[];
  /**
   * Accelerators and Elastic Fabric Adapters of one container, for both `requests` and `limits`:
   * `{ "nvidia.com/gpu": "4", "vpc.amazonaws.com/efa": "16" }`. A pod gets the share of the node's adapters that
   * corresponds to its accelerators. Serving pods get no adapters.
   */
  readonly resources: Record<string, string>;
  /** Names of the pools whose nodes the pod can run on. */
  readonly pools: readonly string[];
  /** Problems of the request, with its keys as paths. */
  readonly problems: readonly CrossFieldIssue[];
}

/**
 * Returns the name of an accelerator in workloads' arguments: vendor and name. The label of nodes contains only the
 * name.
 */
export function acceleratorName({ manufacturer, name }: Pick<Accelerator, "manufacturer" | "name">): string {
  return `${manufacturer}-${name}`;
}

/**
 * Returns node selector, tolerations and accelerator resources of a pod. It selects nodes only by the platform's own
 * labels, which the nodes of both provisioners have.
 *
 * Without accelerator and pool it selects nothing: taints keep the pod off nodes with accelerators. With an accelerator
 * and no pool, pools without GPU sharing take precedence.
 */
export function placement(request: PlacementRequest, pools: Pools): Placement {
  const candidates = Object.entries(pools).map(([name, settings]) => candidate(name, settings));
  const found =
    request.pool === undefined ? choosePool(request, candidates) : namedPool(request, request.pool, candidates);
  const problems = [...found.problems, ...countProblems(request, found.chosen)];
  const accelerator = problems.length === 0 ? found.chosen[0]?.accelerator : undefined;
  const asked = accelerator ? (request.acceleratorCount ?? 1) : 0;
  const adapters = request.purpose === "serving" ? 0 : adaptersFor(asked, found.chosen);
  return {
    nodeSelector: {
      ...(found.pool !== undefined && { [poolLabel]: found.pool }),
      ...(accelerator && { [acceleratorLabel]: accelerator.name }),
    },
    tolerations: accelerator ? [{ key: accelerator.resource, operator: "Exists", effect: "NoSchedule" }] : [],
    resources: {
      ...(accelerator && { [accelerator.resource]: String(asked) }),
      ...(adapters > 0 && { [fabricResource]: String(adapters) }),
    },
    pools: found.chosen.filter(({ devices }) => devices >= asked).map(({ name }) => name),
    problems,
  };
}

interface Candidate {
  readonly name: string;
  readonly purpose: Purpose;
  readonly accelerator: Accelerator | undefined;
  /** Number of devices that the largest node of the pool offers to Kubernetes. */
  readonly devices: number;
  readonly sharing: PoolSettings["gpuSharing"];
  /** Elastic Fabric Adapters of a node. */
  readonly adapters: number;
}

interface Choice {
  readonly chosen: readonly Candidate[];
  /** Pool to select, if the accelerator does not determine it. */
  readonly pool?: string;
  readonly problems: readonly CrossFieldIssue[];
}

function candidate(name: string, { instanceTypes, purpose, gpuSharing, efa }: PoolSettings): Candidate {
  const counted = catalogued({ name, instanceTypes }).map((type) => devicesOfNode(type, gpuSharing));
  const accelerator = catalogued({ name, instanceTypes })[0]?.accelerator ?? undefined;
  return {
    name,
    purpose,
    accelerator,
    devices: Math.max(...counted),
    sharing: gpuSharing,
    adapters: efa ? efaCards({ name, instanceTypes }) : 0,
  };
}

/** Returns the number of devices that a node offers to Kubernetes: its accelerators, or their shares. */
export function devicesOfNode({ accelerator }: InstanceType, sharing: PoolSettings["gpuSharing"]): number {
  return accelerator ? accelerator.count * devicesPerGpu(sharing, accelerator) : 0;
}

/** Returns the share of a node's adapters that corresponds to the accelerators of one pod. */
function adaptersFor(accelerators: number, [pool]: readonly Candidate[]): number {
  return pool && pool.devices > 0 ? Math.floor((pool.adapters * accelerators) / pool.devices) : 0;
}

function namedPool({ accelerator }: PlacementRequest, pool: string, candidates: readonly Candidate[]): Choice {
  const found = candidates.find(({ name }) => name === pool);
  if (!found) {
    const names = candidates.map(({ name }) => name);
    return refused("pool", "must be the name of a pool in mlops:compute.pools", poolFix(pool, names));
  }
  const has = found.accelerator && acceleratorName(found.accelerator);
  if (accelerator === has) return { chosen: [found], pool, problems: [] };
  if (accelerator === undefined) {
    return refused(
      "accelerator",
      `is missing: pool "${pool}" has ${has}, and its taint rejects pods that request no accelerator`,
      `set accelerator: "${has}", or use another pool`,
    );
  }
  const others = candidates.filter((other) => other.accelerator && acceleratorName(other.accelerator) === accelerator);
  const fix = others.length > 0 ? `use pool ${namesOf(others, " or ")}` : allAccelerators(candidates);
  const message =
    has === undefined
      ? `must not be set: pool "${pool}" has no accelerators`
      : `must be ${has}, the accelerator of pool "${pool}"`;
  return refused("accelerator", message, fix);
}

function poolFix(pool: string, names: readonly string[]): string {
  if (names.length === 0) return "add one to mlops:compute.pools";
  const suggestion = nearest(pool, names);
  return `${suggestion ? `did you mean ${suggestion}? Otherwise ` : ""}use one of ${names.join(", ")}, or add the pool to mlops:compute.pools`;
}

function choosePool({ accelerator, purpose }: PlacementRequest, candidates: readonly Candidate[]): Choice {
  const all = candidates.filter((one) => (one.accelerator && acceleratorName(one.accelerator)) === accelerator);
  if (all.length === 0) {
    return accelerator === undefined
      ? refused(
          "accelerator",
          "must be set: all pools have accelerators",
          "set accelerator, or add a pool without accelerators to mlops:compute.pools",
        )
      : refused("accelerator", "must be an accelerator of a pool", allAccelerators(candidates));
  }
  if (accelerator === undefined) return { chosen: all, problems: [] };
  const ofPurpose = preferring(all, (one) => one.purpose === purpose);
  const chosen = preferring(ofPurpose, ({ sharing }) => sharing === undefined);
  const haveSameRatio = new Set(chosen.map(({ adapters, devices }) => adapters / devices)).size === 1;
  if (haveSameRatio && chosen.length === all.length && chosen.every(({ sharing }) => sharing === undefined)) {
    return { chosen, problems: [] };
  }
  const [first, ...others] = chosen;
  return first && others.length === 0
    ? { chosen, pool: first.name, problems: [] }
    : refused(
        "pool",
        `must be set: several pools have ${accelerator}, with different purposes, GPU sharing or Elastic Fabric Adapters`,
        `use pool ${namesOf(chosen, " or ")}`,
      );
}

/** Returns the candidates that match, or all if none does. */
function preferring(candidates: readonly Candidate[], wish: (one: Candidate) => boolean): readonly Candidate[] {
  const wished = candidates.filter(wish);
  return wished.length > 0 ? wished : candidates;
}

/** Checks the count against the pools. The schema rejects values that are not a positive whole number. */
function countProblems(
  { accelerator, acceleratorCount: count }: PlacementRequest,
  chosen: readonly Candidate[],
): CrossFieldIssue[] {
  if (count === undefined) return [];
  if (accelerator === undefined) {
    return countProblem("must not be set without accelerator", "set accelerator, or remove acceleratorCount");
  }
  const most = Math.max(0, ...chosen.map(({ devices }) => devices));
  if (chosen.length > 0 && count > most) {
    return countProblem(
      `must be at most ${most}: no node of pool ${namesOf(chosen, " or ")} has more`,
      `use ${most} or fewer, several nodes, or a pool with larger instance types`,
    );
  }
  const timeSliced = chosen.filter(({ sharing }) => sharing?.mode === "timeSlicing");
  if (count === 1 || timeSliced.length === 0) return [];
  return countProblem(
    `must be 1: pool ${namesOf(timeSliced, " and ")} shares GPUs by time slicing, and several shares can be on the same GPU`,
    "use 1, or a pool without GPU sharing",
  );
}

function countProblem(message: string, fix: string): CrossFieldIssue[] {
  return [{ path: ["acceleratorCount"], message, fix }];
}

function refused(argument: keyof PlacementRequest, message: string, fix: string): Choice {
  return { chosen: [], problems: [{ path: [argument], message, fix }] };
}

function allAccelerators(candidates: readonly Candidate[]): string {
  const names = [...new Set(candidates.flatMap((one) => (one.accelerator ? [acceleratorName(one.accelerator)] : [])))];
  return names.length > 0
    ? `use one of ${names.join(", ")}`
    : "add a pool with the accelerator to mlops:compute.pools, or remove accelerator";
}

function namesOf(candidates: readonly Candidate[], and: string): string {
  return candidates.map(({ name }) => name).join(and);
}
