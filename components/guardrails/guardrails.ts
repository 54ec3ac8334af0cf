import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { allRules } from "../../policies/catalogue";
import type { RuleContext } from "../../policies/context";
import { type AdmissionPolicy, admissionPolicy } from "../../policies/kubernetes/admission";
import { dayOf } from "../../policies/waivers";
import { platformNamespaceLabel } from "../charts/platformNamespace";
import { Component } from "../component";
import type { Waiver } from "../settings/sections/guardrails";
import { teamLabel } from "../tenancy/teamNames";

export interface GuardrailsArgs {
  /** What rules know of the settings: see `contextOf`. */
  readonly context: RuleContext;
  /** Rules that are let be broken, for what and until when. */
  readonly waivers: readonly Waiver[];
  /** The day on which waivers are to hold, as YYYY-MM-DD. @default - today */
  readonly today?: string;
}

/**
 * Every rule on Kubernetes objects as the cluster's own: what a chart, Argo CD, a controller or `kubectl` makes is held to
 * it too. In teams' namespaces a mandatory rule refuses; in the platform's it warns and writes to the audit log, and
 * nowhere else is it heard of.
 *
 * Teams' namespaces depend on `ready`: there is no object in them that no rule has seen.
 *
 * ### Cost
 * Nothing: the API server judges by itself, without a webhook that could be down.
 */
export class Guardrails extends Component {
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: GuardrailsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:guardrails:Guardrails", name, opts);

    this.ready = admissionPolicies(args).flatMap((policy) => this.createPolicy(policy));
    this.registerOutputs({});
  }

  private createPolicy({ name, annotations, spec, bindings }: AdmissionPolicy): pulumi.Resource[] {
    const [rule] = name.split(".");
    const policy = new k8s.admissionregistration.v1.ValidatingAdmissionPolicy(
      `${this.name}-${rule}`,
      { metadata: { name, annotations }, spec },
      { parent: this },
    );
    const bound = Object.entries(bindings).map(
      ([owner, binding]) =>
        new k8s.admissionregistration.v1.ValidatingAdmissionPolicyBinding(
          `${this.name}-${rule}-${owner}`,
          { metadata: { name: `${owner}.${name}` }, spec: binding },
          { parent: this, dependsOn: [policy] },
        ),
    );
    return [policy, ...bound];
  }
}

/** Of every rule on Kubernetes objects. */
export function admissionPolicies({ context, waivers, today }: GuardrailsArgs): AdmissionPolicy[] {
  const day = today ?? dayOf();
  const namespaceLabels = { teams: teamLabel, platform: platformNamespaceLabel };
  return allRules().flatMap((rule) =>
    rule.about === "kubernetes" ? [admissionPolicy(rule, { context, waivers, today: day, namespaceLabels })] : [],
  );
}
