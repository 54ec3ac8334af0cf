import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import type { JsonObject } from "../../core/json/json";
import type { RuleContext } from "../context";
import { judge } from "../judge";
import type { Rule } from "../rule";
import { Graph, type Subject, subject } from "../subject";
import type { Verdict } from "../verdict";
import { dayOf, waive } from "../waivers";
import { configured } from "./configuration";
import { planInputs } from "./planInputs";
import { placedInputs } from "./resolvedNamespaces";
import { type StackSettings, settingsOfStack } from "./stackSettings";

/** What a pack's configuration says to one policy. */
export type Configuration = Readonly<Record<string, unknown>>;

const namespaceType = "kubernetes:core/v1:Namespace";

/** What the engine has shown of a stack so far, and what rules say of it. */
export class Judgements {
  private readonly seen = new Map<string, Subject>();

  /**
   * @param settingsOf Of a stack, by the URN of one of its resources.
   * @param now Of the day on which waivers are to hold.
   */
  constructor(
    private readonly settingsOf: (urn: string) => StackSettings = settingsOfStack,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** A rule's verdicts on a resource that is about to be made or changed. */
  onResource(rules: readonly Rule[], args: ResourceValidationArgs, configuration: Configuration): readonly Verdict[] {
    const own = this.remember(args);
    const namespaces = [...this.seen.values()].filter(({ type, urn }) => type === namespaceType && urn !== own.urn);
    const graph = new Graph([own, ...namespaces], this.seen.values());
    return this.judged(rules, graph, args.urn, configuration).filter(({ urn }) => urn === own.urn);
  }

  /** A rule's verdicts on the whole stack: by its resources' inputs, as the plan judges them. */
  onStack(
    rules: readonly Rule[],
    { resources }: StackValidationArgs,
    configuration: Configuration,
  ): readonly Verdict[] {
    return this.judged(rules, this.graphOf(resources), resources[0]?.urn ?? "", configuration);
  }

  /** Resources as rules see them. */
  graphOf(resources: StackValidationArgs["resources"]): Graph {
    const told = resources.map((resource) => ({
      ...resourceOf(resource, this.seen.get(resource.urn)?.inputs ?? planInputs(resource.urn, resource.props)),
      parent: resource.parent?.urn,
      dependsOn: resource.dependencies.map((one) => one.urn),
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.propertyDependencies).map(([key, behind]) => [key, behind.map((one) => one.urn)]),
      ),
    }));
    const byUrn = new Map(told.map((one) => [one.urn, one]));
    return new Graph(told.map((one) => subject({ ...one, inputs: placedInputs(one, byUrn) })));
  }

  private remember(args: ResourceValidationArgs): Subject {
    const told = resourceOf(args, planInputs(args.urn, args.props));
    const own = subject({ ...told, parent: args.opts.parent, dependsOn: [], propertyDependencies: {} });
    this.seen.set(own.urn, own);
    return own;
  }

  private judged(rules: readonly Rule[], graph: Graph, urn: string, configuration: Configuration): readonly Verdict[] {
    const { context, waivers } = this.settingsOf(urn);
    const own: RuleContext = configured(context, configuration);
    return waive(judge(rules, graph, own), graph, waivers, dayOf(this.now()));
  }
}

/** What the engine tells of a resource on its own and among all others alike. */
function resourceOf(
  { urn, type, name, opts }: Pick<ResourceValidationArgs, "urn" | "type" | "name" | "opts">,
  inputs: JsonObject,
) {
  const { protect, ignoreChanges } = opts;
  return { urn, type, name, custom: isCustom(type), inputs, options: { protect, ignoreChanges } };
}

/** Types of components have the form that this project's do; providers' types name a module. */
function isCustom(type: string): boolean {
  return !/^mlops:/.test(type) && type !== "pulumi:pulumi:Stack";
}
