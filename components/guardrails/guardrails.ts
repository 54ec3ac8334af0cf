import type { types } from "@pulumi/kubernetes";
import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";

/**
 * Owner of a namespace. `default` is the namespace of that name, which belongs neither to teams nor to the platform.
 */
export type Owner = "teams" | "platform" | "default";

/** A rule as a ValidatingAdmissionPolicy of the API server. */
export interface AdmissionPolicy {
  /** Name of the policy in the cluster. It starts with the name of the rule. */
  readonly name: string;
  /** Annotations of the policy. */
  readonly annotations: Readonly<Record<string, string>>;
  /** `spec` of the policy. */
  readonly spec: types.input.admissionregistration.v1.ValidatingAdmissionPolicySpec;
  /** `spec` of its bindings, by owner of the namespaces that they apply to. */
  readonly bindings: Readonly<
    Partial<Record<Owner, types.input.admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec>>
  >;
}

/** Arguments of `Guardrails`. */
export interface GuardrailsArgs {
  /** Policies of all rules about Kubernetes objects: `admissionPolicies(settings)` of `policies/`. */
  readonly policies: readonly AdmissionPolicy[];
}

/**
 * The rules about Kubernetes objects as admission policies of the cluster. They apply to objects of charts, Argo CD,
 * controllers and `kubectl` too. In teams' namespaces a mandatory rule denies; in the platform's namespaces it warns
 * and writes to the audit log.
 *
 * Teams' namespaces depend on `ready`, so that the policies check all objects in them.
 *
 * ### Cost
 * Nothing: the API server evaluates the policies itself, without a webhook.
 */
export class Guardrails extends Component {
  /** Names of the policies in the cluster. */
  readonly policyNames: readonly string[];
  /** The policies and their bindings. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: GuardrailsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Guardrails", name, opts);

    this.ready = args.policies.flatMap((policy) => this.createPolicy(policy));
    this.policyNames = args.policies.map((policy) => policy.name);
    this.registerOutputs({ policyNames: this.policyNames });
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
