import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../../core/aws/account";
import { Component } from "../../component";
import type { EncryptionKey } from "../../encryption/encryptionKey";
import { type Transform, transformed } from "../../transform";
import { type AddonName, addonVersion, type KubernetesVersion } from "../../versions";
import { PodIdentity } from "../podIdentity";

/** What makes an EKS managed add-on ours. One file each beside this one; `catalogue.ts` lists them. */
export interface AddonDefinition {
  /** EKS's name, which `versions.ts` pins. */
  readonly name: AddonName;
  /** Whether nodes need it to become ready, or it needs nodes to run on. */
  readonly stage: "beforeNodes" | "afterNodes";
  /** Service accounts that call AWS, with the policies that AWS documents for them. */
  readonly identities?: readonly AddonIdentity[];
  /**
   * The add-on's `configurationValues`. EKS refuses keys that it does not know: see
   * `aws eks describe-addon-configuration --addon-name NAME --addon-version VERSION`.
   *
   * @default - the add-on's own defaults
   */
  configuration?(context: AddonContext): object;
}

export interface AddonIdentity {
  readonly serviceAccount: string;
  readonly managedPolicies: readonly string[];
  /** Whether its pods make and attach volumes under the platform's key. */
  readonly makesVolumes?: boolean;
}

/** What a configuration depends on. */
interface AddonContext {
  /** Replicas of a service that must survive a node: one in `dev`, two elsewhere. */
  readonly replicas: number;
}

export interface AddonArgs extends AddonContext {
  readonly account: AwsAccount;
  readonly clusterName: pulumi.Input<string>;
  readonly kubernetesVersion: KubernetesVersion;
  readonly definition: AddonDefinition;
  readonly volumeKey: EncryptionKey;
  readonly transform?: { readonly addon?: Transform<aws.eks.AddonArgs> } | undefined;
}

/** An EKS managed add-on at its pinned version, with the identities of its service accounts. */
export class Addon extends Component {
  constructor(name: string, args: AddonArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Addon", name, opts);

    const { definition } = args;
    const identities = (definition.identities ?? []).map((identity) => this.createIdentity(identity, args));
    const configuration = definition.configuration?.(args);
    const addon = {
      clusterName: args.clusterName,
      addonName: definition.name,
      addonVersion: addonVersion(definition.name, args.kubernetesVersion).version,
      ...(configuration && { configurationValues: JSON.stringify(configuration) }),
      // The program is the one source: what someone changed by hand goes.
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
    };
    new aws.eks.Addon(
      ...transformed<aws.eks.AddonArgs>(args.transform?.addon, name, addon, { parent: this, dependsOn: identities }),
    );

    this.registerOutputs({});
  }

  private createIdentity(identity: AddonIdentity, args: AddonArgs): PodIdentity {
    const podIdentity = new PodIdentity(
      `${this.name}-${identity.serviceAccount}`,
      {
        account: args.account,
        clusterName: args.clusterName,
        namespace: "kube-system",
        serviceAccount: identity.serviceAccount,
        managedPolicies: identity.managedPolicies,
      },
      { parent: this },
    );
    if (identity.makesVolumes) args.volumeKey.grantVolumes(podIdentity);
    return podIdentity;
  }
}
