import type { types } from "@pulumi/kubernetes";
import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";

/** Whose a namespace is: `default` is nobody's. */
export type Owner = "teams" | "platform" | "default";

/** A rule as the API server holds everybody to it. */
export interface AdmissionPolicy {
  /** Its name in the cluster, which begins with that of the rule. */
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: types.input.admissionregistration.v1.ValidatingAdmissionPolicySpec;
  /** `spec` of its bindings, by whose namespaces they are about. */
  readonly bindings: Readonly<
    Partial<Record<Owner, types.input.admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec>>
  >;
}

export interface GuardrailsArgs {
  /** Every rule on Kubernetes objects: `admissionPolicies(settings)` of `policies/`. */
  readonly policies: readonly AdmissionPolicy[];
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
    super("mlops:index:Guardrails", name, opts);

    this.ready = args.policies.flatMap((policy) => this.createPolicy(policy));
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
