import type { StandIn } from "../charts/standIn";
import type { Kind } from "../kubernetes/kind";
import type { AllowedTraffic } from "./allowedTraffic";
import type { ChartFacts } from "./chartFacts";
import type { Exemption } from "./exemption";
import type { KustomizationFacts } from "./kustomizationFacts";

/**
 * What everybody has to know of a service of the platform, as data: the sandbox, prices, rules, settings and documentation
 * read it, and none of them knows the service by name.
 */
export interface ServiceFacts<ChartName extends string = string> {
  /** What it is called in documentation. */
  readonly title: string;
  /** What it is for, in its row of docs/services.md. */
  readonly purpose: string;
  /** Its own namespace, which no team can have. Undefined for one that lives in `kube-system`, or nowhere. */
  readonly namespace: string | undefined;
  /** Its charts by name. */
  readonly charts: { readonly [Name in ChartName]: ChartFacts<Name> };
  /** What Argo CD installs of it, by name. @default - none: it comes by charts alone */
  readonly kustomizations?: Readonly<Record<string, KustomizationFacts>>;
  /**
   * Kinds that it brings and that the program, rules or teams use. All others are in `crds` of its charts and
   * kustomizations, by name.
   */
  readonly kinds: readonly Kind[];
  /**
   * Kinds of other services whose objects need it as long as there are any, as `group/Kind`: its webhook judges them, or it
   * is what they are for. @default - none
   */
  readonly alsoServes?: readonly string[];
  /** What passes the network policies of its pods beyond DNS, the Kubernetes API and each other. */
  readonly allowedTraffic: AllowedTraffic;
  /** Rules that its objects break for good. */
  readonly exemptions: readonly Exemption[];
  /** What stands in for its charts in the sandbox, loaded there alone. */
  readonly standIns: () => Promise<Readonly<Record<ChartName, StandIn>>>;
}

/** Facts as they are written. The compiler demands a stand-in for each chart, and that charts are under their own names. */
export function serviceFacts<
  const ChartName extends string,
  const Kinds extends readonly Kind[],
  const Namespace extends string | undefined,
>(facts: ServiceFacts<ChartName> & { readonly kinds: Kinds; readonly namespace: Namespace }) {
  return facts;
}
