import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import type { JsonObject } from "../../core/json/json";
import type { RuleContext } from "../context";
import { judge } from "../judge";
import type { Rule } from "../rule";
import { Graph, type Subject, subject } from "../subject";
import type { Verdict } from "../verdict";
import { applyWaivers, dayOf } from "../waivers";
import { configured } from "./configuration";
import { planInputs } from "./planInputs";
import { withResolvedNamespace } from "./resolvedNamespaces";
import { type StackSettings, settingsOfStack } from "./stackSettings";

/** The configuration of one policy. */
export type Configuration = Readonly<Record<string, unknown>>;

const namespaceType = "kubernetes:core/v1:Namespace";

/** Judges a stack as the engine passes its resources, one by one and then all together. */
export class StackJudge {
  private readonly seen = new Map<string, Subject>();

  /**
   * @param settingsOf Returns the settings of a stack for the URN of one of its resources.
   * @param now Returns the time that determines which waivers are active.
   */
  constructor(
    private readonly settingsOf: (urn: string) => StackSettings = settingsOfStack,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** Returns the verdicts on a resource that is about to be created or updated. */
  onResource(rules: readonly Rule[], args: ResourceValidationArgs, configuration: Configuration): readonly Verdict[] {
    const own = this.remember(args);
    const namespaces = [...this.seen.values()].filter(({ type, urn }) => type === namespaceType && urn !== own.urn);
    const graph = new Graph([own, ...namespaces], this.seen.values());
    return this.judged(rules, graph, args.urn, configuration).filter(({ urn }) => urn === own.urn);
  }

  /** Returns the verdicts on the whole stack, by the inputs of its resources. */
  onStack(
    rules: readonly Rule[],
    { resources }: StackValidationArgs,
    configuration: Configuration,
  ): readonly Verdict[] {
    return this.judged(rules, this.graphOf(resources), resources[0]?.urn ?? "", configuration);
  }

  /** Converts the engine's resources to a graph for rules. */
  graphOf(resources: StackValidationArgs["resources"]): Graph {
    const described = resources.map((resource) => ({
      ...resourceOf(resource, this.seen.get(resource.urn)?.inputs ?? planInputs(resource.urn, resource.props)),
      parent: resource.parent?.urn,
      dependsOn: resource.dependencies.map((one) => one.urn),
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.propertyDependencies).map(([key, behind]) => [key, behind.map((one) => one.urn)]),
      ),
    }));
    const byUrn = new Map(described.map((one) => [one.urn, one]));
    return new Graph(described.map((one) => subject({ ...one, inputs: withResolvedNamespace(one, byUrn) })));
  }

  private remember(args: ResourceValidationArgs): Subject {
    const described = resourceOf(args, planInputs(args.urn, args.props));
    const own = subject({ ...described, parent: args.opts.parent, dependsOn: [], propertyDependencies: {} });
    this.seen.set(own.urn, own);
    return own;
  }

  private judged(rules: readonly Rule[], graph: Graph, urn: string, configuration: Configuration): readonly Verdict[] {
    const { context, waivers } = this.settingsOf(urn);
    const own: RuleContext = configured(context, configuration);
    return applyWaivers(judge(rules, graph, own), graph, waivers, dayOf(this.now()));
  }
}

/** Converts the fields that the engine passes for a single resource and for a whole stack. */
function resourceOf(
  { urn, type, name, opts }: Pick<ResourceValidationArgs, "urn" | "type" | "name" | "opts">,
  inputs: JsonObject,
) {
  const { protect, ignoreChanges } = opts;
  return { urn, type, name, custom: isCustom(type), inputs, options: { protect, ignoreChanges } };
}

/** Whether a type belongs to a provider, not to a component of this project or the stack. */
function isCustom(type: string): boolean {
  return !/^mlops:/.test(type) && type !== "pulumi:pulumi:Stack";
}
