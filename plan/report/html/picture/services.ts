import { isComponent, releaseType } from "../../../../core/graph/graph";
import { compareText } from "../../../../core/json/json";
import { objectOf, textOf, textOrEmpty } from "../../../../core/json/reading";
import { poolLabel, teamLabel } from "../../../../core/kubernetes/labels";
import { plural } from "../../../../core/text/plural";
import type { PlannedResource } from "../../../document";
import type { PageModel } from "../pageModel";

/** Returns the components with Kubernetes objects that no other part shows: one for each platform service. */
export function serviceComponents(model: PageModel, shown: ReadonlySet<string>): PlannedResource[] {
  const found: PlannedResource[] = [];
  const visit = (component: PlannedResource): void => {
    if (shown.has(component.urn) || component.type.endsWith(":Teams")) return;
    const children = model.children.get(component.urn) ?? [];
    const inner = children.filter(isComponent);
    const installs = children.some(({ type }) => /:(Chart|ArgoApplication|PlatformNamespace)$/.test(type));
    const holdsShown = inner.some((child) => containsAny(model, child, shown));
    if (!installs && holdsShown) inner.forEach(visit);
    else if (containsInstalled(model, component)) found.push(component);
  };
  for (const child of (model.children.get(model.platform?.urn ?? "") ?? []).filter(isComponent)) visit(child);
  return found.sort((one, other) => compareText(one.name, other.name));
}

function containsAny(model: PageModel, component: PlannedResource, urns: ReadonlySet<string>): boolean {
  return (
    urns.has(component.urn) ||
    (model.children.get(component.urn) ?? []).some((child) => containsAny(model, child, urns))
  );
}

/** Whether a component installs pods or definitions: by a chart, by Argo CD or directly. */
function containsInstalled(model: PageModel, component: PlannedResource): boolean {
  return (model.children.get(component.urn) ?? []).some(
    (child) =>
      /:(Release|Application|Deployment|Job|StatefulSet|DaemonSet|ConfigMap)$/.test(child.type) ||
      containsInstalled(model, child),
  );
}

/** The version of a service's chart. */
export function serviceDetail(model: PageModel, component: PlannedResource): string {
  const releases = model.custom.filter(({ type, urn }) => type === releaseType && isBelow(model, urn, component.urn));
  const [first] = releases;
  if (first === undefined) return "";
  return releases.length === 1 ? textOrEmpty(first.inputs.version) : plural(releases.length, "chart");
}

function isBelow(model: PageModel, urn: string, ancestor: string): boolean {
  const parent = model.byUrn.get(urn)?.parent;
  return parent != null && (parent === ancestor || isBelow(model, parent, ancestor));
}

/** The team of a workload: the label of its objects. */
export function teamOf(model: PageModel, component: PlannedResource): string | undefined {
  for (const child of model.children.get(component.urn) ?? []) {
    const team = textOf(child.inputs, "metadata", "labels", teamLabel);
    if (team !== undefined) return team;
  }
  return undefined;
}

/** A workload's kind and its node pool: `TrainingJob · gpu-l4`. */
export function workloadDetail(model: PageModel, component: PlannedResource): string {
  const kind = component.type.split(":").at(-1) ?? "";
  const inputs = JSON.stringify((model.children.get(component.urn) ?? []).map((child) => child.inputs));
  const [, pool] = new RegExp(`"nodeSelector":{[^}]*"${poolLabel}":"([^"]+)"`).exec(inputs) ?? [];
  return pool === undefined ? kind : `${kind} · ${pool}`;
}

/** `internal` or `internet-facing` of a chart whose Service has a load balancer of AWS. */
export function balancerScheme({ type, inputs }: PlannedResource): string | undefined {
  if (type !== releaseType) return undefined;
  const service = objectOf(inputs.values, "service");
  return textOf(service.annotations, "service.beta.kubernetes.io/aws-load-balancer-scheme");
}
