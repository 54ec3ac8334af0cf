import { isComponent, releaseType } from "../../../../core/graph/graph";
import { textOf } from "../../../../core/json/reading";
import { teamLabel } from "../../../../core/kubernetes/labels";
import type { ComparedResource } from "../../../diff/change";
import { kindOf } from "../kinds";
import type { PageModel } from "../pageModel";
import type { PictureGroup, PictureNode } from "./picture";
import { partTypes } from "./types";

/** Parts of the earlier plan that a comparison deletes, with the frames that only they need. */
interface RemovedParts {
  readonly nodes: readonly PictureNode[];
  readonly groups: readonly PictureGroup[];
}

/**
 * Returns the deleted pools, stores, services, teams and workloads of a comparison: the picture shows them as ghosts.
 */
export function removedParts(model: PageModel, groups: readonly PictureGroup[]): RemovedParts {
  const { comparison } = model;
  if (comparison === undefined) return { nodes: [], groups: [] };
  const frames = new Set(groups.map(({ id }) => id));
  const deleted = comparison.changes.filter(({ kind }) => kind === "delete").map(({ resource }) => resource);
  const teams = deleted.flatMap(({ type, inputs }) =>
    type === "kubernetes:core/v1:Namespace" ? (textOf(inputs, "metadata", "labels", teamLabel) ?? []) : [],
  );
  const removedFrames = teams
    .filter((team) => !frames.has(`team ${team}`))
    .map(
      (team): PictureGroup => ({
        id: `team ${team}`,
        label: `Team ${team}`,
        detail: "deleted",
        group: "cluster",
        urn: deleted.find(({ inputs }) => textOf(inputs, "metadata", "labels", teamLabel) === team)?.urn,
        sort: "team",
        subnets: [],
        removed: true,
      }),
    );
  const frameOf = (wanted: string) =>
    frames.has(wanted) || removedFrames.some(({ id }) => id === wanted) ? wanted : "account";
  const ghost = (resource: ComparedResource, label: string, group: string): PictureNode => ({
    id: resource.urn,
    label,
    detail: "deleted",
    topic: kindOf(resource.type),
    group: frameOf(group),
    urn: undefined,
    urns: [resource.urn],
    removed: true,
  });
  const lastStep = ({ component, name }: ComparedResource) =>
    (model.paths.get(component) ?? name).split(" / ").at(-1) ?? name;
  const nodes = deleted.flatMap((resource) => {
    const group = groupOf(resource.type);
    const stays =
      resource.type === releaseType && model.document.resources.some(({ name }) => name === resource.component);
    return group === undefined || stays ? [] : [ghost(resource, lastStep(resource), group)];
  });
  const workloads = removedWorkloads(model).map(({ workload, team }) => ({
    ...ghost(workload, workload.name, `team ${team}`),
    topic: "kubernetes" as const,
  }));
  return { nodes: [...nodes, ...workloads], groups: removedFrames };
}

function groupOf(type: string): string | undefined {
  if (partTypes.pools.includes(type)) return "pools";
  if (partTypes.zonalStores.includes(type)) return "network";
  if (partTypes.regional.includes(type)) return "regional";
  return type === releaseType ? "services" : undefined;
}

/** Workloads of the earlier plan only: components without a component above, with objects of a team. */
function removedWorkloads({ comparison, byUrn, platform }: PageModel): { workload: ComparedResource; team: string }[] {
  const earlier = comparison?.before.resources ?? [];
  const components = new Set(earlier.filter(isComponent).map(({ urn }) => urn));
  const roots = earlier.filter(
    (one) =>
      isComponent(one) && !components.has(one.parent ?? "") && one.type !== platform?.type && !byUrn.has(one.urn),
  );
  return roots.flatMap((workload) => {
    const [team] = earlier.flatMap((one) =>
      one.parent === workload.urn ? (textOf(one.inputs, "metadata", "labels", teamLabel) ?? []) : [],
    );
    return team === undefined ? [] : [{ workload, team }];
  });
}
