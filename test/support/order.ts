import { services } from "../../components/services/catalogue";
import type { KindPattern, StandIn } from "../../core/charts/standIn";
import { indexByUrn, releaseType } from "../../core/graph/graph";
import type { Registration } from "../../core/graph/registration";
import { textOf } from "../../core/json/reading";
import { type ChartFacts, chartName, isKindsOnly } from "../../core/services/chartFacts";
import type { ServiceFacts } from "../../core/services/serviceFacts";

/** A resource that must be created after another and deleted before it. */
export interface Expectation {
  readonly later: Registration;
  readonly earlier: Registration;
  readonly why: string;
}

/** The order of a program that facts and stand-ins require. Dependencies between services are not included. */
export interface ExpectedOrder {
  readonly expectations: readonly Expectation[];
  /** Resources without facts, each with a fix. */
  readonly problems: readonly string[];
}

/** A Release of the program with a chart of a service. */
interface Installed {
  readonly release: Registration;
  readonly chart: ChartFacts;
  readonly service: ServiceFacts;
  readonly standIn: StandIn;
}

type Reason = Omit<Expectation, "later">;

/**
 * Returns the order that charts require. An object comes after the resource that defines its kind, the webhook that
 * validates it and the releases of the service that it belongs to. A release comes after the definitions and the
 * webhooks of its objects' kinds, after the chart with the kinds of its service, and after the controller of its load
 * balancer.
 */
export function expectedOrder(
  resources: readonly Registration[],
  standIns: ReadonlyMap<string, StandIn>,
): ExpectedOrder {
  const releases = resources.filter(({ type }) => type === releaseType);
  const installed = releases.flatMap((release) => installedChart(release, standIns) ?? []);
  const byUrn = indexByUrn(resources);
  const unknownReleases = releases.filter((release) => !installed.some((one) => one.release === release));

  const installing = (kind: string): Reason[] => installedBy(kind, resources, installed);
  const validating = (kind: string): Reason[] =>
    installed
      .filter(({ standIn }) => standIn.validatedKinds?.some((pattern) => matches(pattern, kind)))
      .map(({ release }) => ({ earlier: release, why: `its webhook validates ${kind}` }));
  const serving = (object: Registration, kind: string): Reason[] =>
    installed
      .filter(({ service }) => isFor(service, kind))
      // Objects of a service itself may come before its charts that contain no controller of the kind.
      .filter((one) => partOf(object, byUrn) !== partOf(one.release, byUrn) || mayControl(one, kind))
      .map(({ release, service }) => ({ earlier: release, why: `${kind} is for ${service.title}` }));
  const neededBy = ({ chart, service, standIn }: Installed): Reason[] => [
    ...(standIn.createdKinds ?? []).flatMap((kind) => [...installing(kind), ...validating(kind)]),
    ...(isKindsOnly(chart) ? [] : ownKinds(service, installed)),
    ...(hasLoadBalancer(chart) ? controllersOfLoadBalancers(installed) : []),
  ];

  const objects = resources.filter(({ type }) => type.startsWith("kubernetes:") && type !== releaseType);
  const notDefined = objects.filter((object) => isCustom(object) && installing(kindOfObject(object)).length === 0);
  const notCreatable = installed.flatMap(({ chart, standIn }) =>
    (standIn.createdKinds ?? []).filter((kind) => installing(kind).length === 0).map((kind) => ({ chart, kind })),
  );
  return {
    expectations: [
      ...objects.flatMap((later) => {
        const kind = kindOfObject(later);
        const reasons = [...(isCustom(later) ? installing(kind) : []), ...validating(kind), ...serving(later, kind)];
        return reasons.map((reason) => ({ later, ...reason }));
      }),
      ...installed.flatMap((one) => neededBy(one).map((reason) => ({ later: one.release, ...reason }))),
    ].filter(({ later, earlier }) => later !== earlier),
    problems: [
      ...unknownReleases.map(
        ({ name, inputs }) =>
          `${name} installs ${textOf(inputs, "name")}: a service in components/services/catalogue.ts must have its facts and a stand-in`,
      ),
      ...notDefined.map((object) => `${object.name}: ${notInstalled(kindOfObject(object))}`),
      ...notCreatable.map(({ chart, kind }) => `objects of the chart ${chartName(chart)}: ${notInstalled(kind)}`),
    ],
  };
}

/** Returns the releases of charts that contain only kinds. */
export function kindsOnlyReleases(resources: readonly Registration[]): Registration[] {
  const names = new Set(
    Object.values<ServiceFacts>(services).flatMap(({ charts }) =>
      Object.values(charts).filter(isKindsOnly).map(chartName),
    ),
  );
  return resources.filter(({ type, inputs }) => type === releaseType && names.has(textOf(inputs, "name") ?? ""));
}

/** Returns `group/Kind` of a Kubernetes resource. The group of the core API is `core`. */
export function kindOfObject({ type }: Registration): string {
  const [, groupVersion = "", kind = ""] = type.split(":");
  return `${groupVersion.split("/")[0]}/${kind}`;
}

/** API groups of built-in kinds. */
const builtIn =
  /^kubernetes:(core|apps|batch|rbac\.authorization\.k8s\.io|networking\.k8s\.io|policy|autoscaling|storage\.k8s\.io|scheduling\.k8s\.io|apiextensions\.k8s\.io|admissionregistration\.k8s\.io|helm\.sh)\//;

/** Returns whether a resource is of a custom kind. */
export function isCustom({ type }: Registration): boolean {
  return type.startsWith("kubernetes:") && !builtIn.test(type);
}

function installedChart(release: Registration, standIns: ReadonlyMap<string, StandIn>): Installed | undefined {
  const name = textOf(release.inputs, "name") ?? "";
  const standIn = standIns.get(name);
  const service = Object.values<ServiceFacts>(services).find(({ charts }) => Object.hasOwn(charts, name));
  const chart = service?.charts[name];
  return service && chart && standIn ? { release, chart, service, standIn } : undefined;
}

/** Returns the resources that define a kind: a chart, the program, or an Application of Argo CD. */
function installedBy(kind: string, resources: readonly Registration[], installed: readonly Installed[]): Reason[] {
  const why = `it installs ${kind}`;
  const charts = installed
    .filter(({ chart, release }) => chart.crds.includes(kind) && installsCrds(chart, release))
    .map(({ release }) => release);
  const definitions = resources.filter(
    ({ type, inputs }) =>
      type === "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition" &&
      `${textOf(inputs, "spec", "group")}/${textOf(inputs, "spec", "names", "kind")}` === kind,
  );
  const found = [...charts, ...definitions];
  return (found.length > 0 ? found : applicationsOf(kind, resources)).map((earlier) => ({ earlier, why }));
}

/** With `skipCrds`, Helm skips the folder `crds`, but not the templates. */
function installsCrds({ crdPlace = "templates" }: ChartFacts, { inputs }: Registration): boolean {
  return crdPlace === "templates" || inputs.skipCrds !== true;
}

/**
 * Returns Applications that define a kind. They have the name of their service, because the plan does not have their
 * objects.
 */
function applicationsOf(kind: string, resources: readonly Registration[]): Registration[] {
  const names = Object.entries<ServiceFacts>(services)
    .filter(([, service]) => hasKind(service, kind))
    .map(([name]) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  return resources.filter(
    ({ type, inputs }) =>
      type === "kubernetes:argoproj.io/v1alpha1:Application" &&
      names.includes(textOf(inputs, "metadata", "name") ?? ""),
  );
}

function notInstalled(kind: string): string {
  return (
    `nothing installs ${kind}\n` +
    "  fix: add it to the list crds of its chart in facts.ts of the service, or create its CustomResourceDefinition in the\n" +
    "  program, or, if an Application installs it, add it to the kinds of the service with the Application's name"
  );
}

function isFor(service: ServiceFacts, kind: string): boolean {
  return hasKind(service, kind) || service.alsoServes?.includes(kind) === true;
}

function mayControl({ service, standIn }: Installed, kind: string): boolean {
  return hasKind(service, kind) && standIn.workloads.length > 0;
}

function hasKind({ kinds }: ServiceFacts, kind: string): boolean {
  return kinds.some((one) => `${one.group}/${one.kind}` === kind);
}

function ownKinds(service: ServiceFacts, installed: readonly Installed[]): Reason[] {
  return installed
    .filter((one) => one.service === service && isKindsOnly(one.chart))
    .map(({ release }) => ({ earlier: release, why: `it installs the kinds of ${service.title}` }));
}

function hasLoadBalancer({ billed }: ChartFacts): boolean {
  return billed !== "nothing" && billed.some(({ kind }) => kind === "loadBalancer");
}

function controllersOfLoadBalancers(installed: readonly Installed[]): Reason[] {
  return installed
    .filter(({ service }) => service === services.loadBalancerController)
    .map(({ release }) => ({ earlier: release, why: "it creates and deletes load balancers" }));
}

function matches(pattern: KindPattern, kind: string): boolean {
  return pattern.endsWith("/*") ? kind.startsWith(pattern.slice(0, -1)) : kind === pattern;
}

/** Returns the component of the platform, or the workload, that contains a resource. */
function partOf({ urn, parent }: Registration, byUrn: ReadonlyMap<string, Registration>): string {
  const above = parent === undefined ? undefined : byUrn.get(parent);
  return above && !isWhole(above) ? partOf(above, byUrn) : urn;
}

function isWhole({ type }: Registration): boolean {
  return type === "pulumi:pulumi:Stack" || type === "mlops:index:MlPlatform";
}
