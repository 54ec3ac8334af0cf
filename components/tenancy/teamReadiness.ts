import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";

/** Service account of Jobs that wait for Deployments. */
export const readinessAccount = "readiness";

/** Arguments of `TeamReadiness`. */
export interface TeamReadinessArgs {
  /** Namespace of the team. */
  readonly namespace: pulumi.Input<string>;
}

/**
 * The service account of Jobs that wait until a served model has been updated. It may read Deployments of its
 * namespace.
 */
export class TeamReadiness extends Component {
  constructor(name: string, { namespace }: TeamReadinessArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:TeamReadiness", name, opts);

    const metadata = { name: readinessAccount, namespace };
    // Only pods that ask for the token get it.
    new k8s.core.v1.ServiceAccount(
      `${name}-account`,
      { metadata, automountServiceAccountToken: false },
      { parent: this },
    );
    new k8s.rbac.v1.Role(
      `${name}-role`,
      { metadata, rules: [{ apiGroups: ["apps"], resources: ["deployments"], verbs: ["get"] }] },
      { parent: this },
    );
    new k8s.rbac.v1.RoleBinding(
      `${name}-role`,
      {
        metadata,
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: readinessAccount },
        subjects: [{ kind: "ServiceAccount", name: readinessAccount, namespace }],
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}
