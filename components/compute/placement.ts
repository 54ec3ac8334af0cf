import { acceleratorLabel, poolLabel } from "../../core/kubernetes/labels";
import type { CrossFieldIssue } from "../../core/schema/crossField";
import { nearest } from "../../core/text/nearest";
import type { Accelerator } from "./instanceCatalogue";
import { devicesPerGpu } from "./managed/userData";
import { catalogued, type Purpose } from "./nodePool";
import type { PoolSettings, Pools } from "./poolSettings";

/** What a pod needs of a node. */
export interface PlacementRequest {
  /** Vendor and name of an accelerator: `nvidia-l4`, `aws-trainium`. @default - none */
  readonly accelerator?: string | undefined;
  /** Accelerators for the pod, or shares of them where the pool shares them. @default 1, where `accelerator` is given */
  readonly acceleratorCount?: number | undefined;
  /** The pool by name. @default - any that has what is asked for */
  readonly pool?: string | undefined;
  /** Pools of this purpose are taken before others. @default - whatever their purpose */
  readonly purpose?: Purpose | undefined;
}

/** How a pod says where it runs. Mean nothing where there are `problems`. */
export interface Placement {
  readonly nodeSelector: Record<string, string>;
  readonly tolerations: { key: string; operator: "Exists"; effect: "NoSchedule" }[];
  /** The accelerator as a container asks for it, both in `requests` and in `limits`: `{ "nvidia.com/gpu": "1" }`. */
  readonly resources: Record<string, string>;
  /** Pools that the pod may come to run on. */
  readonly pools: readonly string[];
  /** What is wrong with the request, by its keys. */
  readonly problems: readonly CrossFieldIssue[];
}

/** An accelerator's name as workloads write it. Nodes bear the part after the vendor as a label. */
function acceleratorName({ manufacturer, name }: Accelerator): string {
  return `${manufacturer}-${name}`;
}

/**
 * Where a pod runs: node selector, tolerations and the accelerator that it asks for. By our own labels alone, which nodes
 * have whoever makes them.
 *
 * Without accelerator and pool nothing is selected: taints keep the pod off nodes with accelerators. An accelerator
 * without a pool means whole ones where both whole and shared ones are to be had.
 */
export function placement(request: PlacementRequest, pools: Pools): Placement {
  const candidates = Object.entries(pools).map(([name, settings]) => candidate(name, settings));
  const found =
    request.pool === undefined ? anyPool(request, candidates) : namedPool(request, request.pool, candidates);
  const problems = [...found.problems, ...countProblems(request, found.chosen)];
  const accelerator = problems.length === 0 ? found.chosen[0]?.accelerator : undefined;
  const asked = accelerator ? (request.acceleratorCount ?? 1) : 0;
  return {
    nodeSelector: {
      ...(found.pool !== undefined && { [poolLabel]: found.pool }),
      ...(accelerator && { [acceleratorLabel]: accelerator.name }),
    },
    tolerations: accelerator ? [{ key: accelerator.resource, operator: "Exists", effect: "NoSchedule" }] : [],
    resources: accelerator ? { [accelerator.resource]: String(asked) } : {},
    pools: found.chosen.filter(({ devices }) => devices >= asked).map(({ name }) => name),
    problems,
  };
}

interface Candidate {
  readonly name: string;
  readonly purpose: Purpose;
  readonly accelerator: Accelerator | undefined;
  /** What the largest node of the pool shows to Kubernetes. */
  readonly devices: number;
  readonly sharing: PoolSettings["gpuSharing"];
}

interface Choice {
  readonly chosen: readonly Candidate[];
  /** The pool to select, where the accelerator alone does not say it. */
  readonly pool?: string;
  readonly problems: readonly CrossFieldIssue[];
}

function candidate(name: string, { instanceTypes, purpose, gpuSharing }: PoolSettings): Candidate {
  const counted = catalogued({ name, instanceTypes }).map(({ accelerator }) =>
    accelerator ? accelerator.count * devicesPerGpu(gpuSharing, accelerator) : 0,
  );
  const accelerator = catalogued({ name, instanceTypes })[0]?.accelerator ?? undefined;
  return { name, purpose, accelerator, devices: Math.max(...counted), sharing: gpuSharing };
}

function namedPool({ accelerator }: PlacementRequest, pool: string, candidates: readonly Candidate[]): Choice {
  const found = candidates.find(({ name }) => name === pool);
  if (!found) {
    const names = candidates.map(({ name }) => name);
    return refused("pool", "must be a pool of the settings", poolFix(pool, names));
  }
  const has = found.accelerator && acceleratorName(found.accelerator);
  if (accelerator === has) return { chosen: [found], pool, problems: [] };
  if (accelerator === undefined) {
    return refused(
      "accelerator",
      `is missing: pool "${pool}" has ${has}, and its nodes take no pods that ask for no accelerator`,
      `write accelerator: "${has}", or use another pool`,
    );
  }
  const others = candidates.filter((other) => other.accelerator && acceleratorName(other.accelerator) === accelerator);
  const instead = others.length > 0 ? `use pool ${namesOf(others, " or ")}` : allAccelerators(candidates);
  const message =
    has === undefined
      ? `must be left out: pool "${pool}" has no accelerator`
      : `must be ${has}, as pool "${pool}" has it`;
  return refused("accelerator", message, instead);
}

function poolFix(pool: string, names: readonly string[]): string {
  if (names.length === 0) return "add one to mlops:compute.pools";
  const meant = nearest(pool, names);
  return `${meant ? `did you mean ${meant}? Otherwise ` : ""}use one of ${names.join(", ")}, or add the pool to mlops:compute.pools`;
}

function anyPool({ accelerator, purpose }: PlacementRequest, candidates: readonly Candidate[]): Choice {
  const all = candidates.filter((one) => (one.accelerator && acceleratorName(one.accelerator)) === accelerator);
  if (all.length === 0) {
    return accelerator === undefined
      ? refused(
          "accelerator",
          "must be given: no pool is without accelerators",
          "add a pool without them to mlops:compute.pools, or ask for an accelerator",
        )
      : refused("accelerator", "must be an accelerator of a pool", allAccelerators(candidates));
  }
  if (accelerator === undefined) return { chosen: all, problems: [] };
  const ofPurpose = preferring(all, (one) => one.purpose === purpose);
  const chosen = preferring(ofPurpose, ({ sharing }) => sharing === undefined);
  if (chosen.length === all.length && chosen.every(({ sharing }) => sharing === undefined)) {
    return { chosen, problems: [] };
  }
  const [first, ...others] = chosen;
  return first && others.length === 0
    ? { chosen, pool: first.name, problems: [] }
    : refused(
        "pool",
        `must be given: "${accelerator}" is in several pools, which differ in their purpose or in how they share GPUs`,
        `use pool ${namesOf(chosen, " or ")}`,
      );
}

/** Those that are as wished, or all of them where none is. */
function preferring(candidates: readonly Candidate[], wish: (one: Candidate) => boolean): readonly Candidate[] {
  const wished = candidates.filter(wish);
  return wished.length > 0 ? wished : candidates;
}

/** A count that is no number of accelerators is the schema's to refuse. */
function countProblems(
  { accelerator, acceleratorCount: count }: PlacementRequest,
  chosen: readonly Candidate[],
): CrossFieldIssue[] {
  if (count === undefined) return [];
  if (accelerator === undefined) {
    return countProblem("must be left out where accelerator is", "write accelerator, or leave acceleratorCount out");
  }
  const most = Math.max(0, ...chosen.map(({ devices }) => devices));
  if (chosen.length > 0 && count > most) {
    return countProblem(
      `must be at most ${most}: no node of pool ${namesOf(chosen, " or ")} has more`,
      `use ${most} or less, several nodes, or a pool with larger instance types`,
    );
  }
  const timeSliced = chosen.filter(({ sharing }) => sharing?.mode === "timeSlicing");
  if (count === 1 || timeSliced.length === 0) return [];
  return countProblem(
    `must be 1: pool ${namesOf(timeSliced, " and ")} shares GPUs, and several shares may be of one GPU and bring no more than one`,
    "use 1, or a pool with whole GPUs",
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
    : "add a pool with it to mlops:compute.pools, or ask for no accelerator";
}

function namesOf(candidates: readonly Candidate[], and: string): string {
  return candidates.map(({ name }) => name).join(and);
}
