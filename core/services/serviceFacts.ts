import type { StandIn } from "../charts/standIn";
import type { Kind } from "../kubernetes/kind";
import type { AllowedTraffic } from "./allowedTraffic";
import type { ChartFacts } from "./chartFacts";
import type { Exemption } from "./exemption";
import type { KustomizationFacts } from "./kustomizationFacts";

/**
 * Facts about a service of the platform, as data. The sandbox, prices, rules, settings and documentation read them, so
 * that none of these names a service.
 */
export interface ServiceFacts<ChartName extends string = string> {
  /** Its name in the documentation. */
  readonly title: string;
  /** Its purpose, for its row of docs/services.md. */
  readonly purpose: string;
  /** Its own namespace, which no team can use. Undefined for a service in `kube-system` or without a namespace. */
  readonly namespace: string | undefined;
  /** Charts of the service, by name. */
  readonly charts: { readonly [Name in ChartName]: ChartFacts<Name> };
  /** Kustomizations that Argo CD installs, by name. @default - none: it has only charts */
  readonly kustomizations?: Readonly<Record<string, KustomizationFacts>>;
  /**
   * Its kinds that the program, rules or teams use. The other kinds are only named in `crds` of its charts and
   * kustomizations.
   */
  readonly kinds: readonly Kind[];
  /**
   * Kinds of other services whose objects need this service as long as they exist, as `group/Kind`: its webhook
   * validates them, or its controller handles them. @default - none
   */
  readonly alsoServes?: readonly string[];
  /** Traffic that the network policies of its pods allow in addition to DNS, the Kubernetes API and each other. */
  readonly allowedTraffic: AllowedTraffic;
  /** Permanent exemptions of its objects from rules. */
  readonly exemptions: readonly Exemption[];
  /** Stand-ins of its charts. Only the sandbox loads them. */
  readonly standIns: () => Promise<Readonly<Record<ChartName, StandIn>>>;
}

/** Returns the facts with their exact types: the compiler requires a stand-in and the right key for each chart. */
export function serviceFacts<
  const ChartName extends string,
  const Kinds extends readonly Kind[],
  const Namespace extends string | undefined,
>(facts: ServiceFacts<ChartName> & { readonly kinds: Kinds; readonly namespace: Namespace }) {
  return facts;
}
