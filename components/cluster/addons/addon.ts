import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../../core/aws/account";
import { Component } from "../../component";
import type { EncryptionKey } from "../../encryption/encryptionKey";
import type { PolicyStatement } from "../../iam/policyDocument";
import { type Transform, transformed } from "../../transform";
import { type AddonName, addonVersion, type KubernetesVersion } from "../../versions";
import { PodIdentity } from "../podIdentity";

/** Definition of an EKS managed add-on. Each has its own file in this folder; `catalogue.ts` lists all. */
export interface AddonDefinition {
  /** Name of the add-on in EKS. `components/versions/addons.ts` pins its version. */
  readonly name: AddonName;
  /** `beforeNodes` for an add-on that nodes need to become ready, `afterNodes` for one whose pods need nodes. */
  readonly stage: "beforeNodes" | "afterNodes";
  /** Feature that needs the add-on. Without the feature, it is not installed. @default - always installed */
  readonly feature?: AddonFeature;
  /** Service accounts of the add-on that call AWS. @default - none */
  readonly identities?: readonly AddonIdentity[];
  /**
   * Returns the add-on's `configurationValues`. EKS rejects unknown keys: see
   * `aws eks describe-addon-configuration --addon-name NAME --addon-version VERSION`.
   *
   * @default - the add-on's own defaults
   */
  configuration?(context: AddonContext): object;
}

/** Features of a cluster that need an add-on. */
export type AddonFeature = "sharedVolumes";

/** A service account of an add-on that calls AWS. */
export interface AddonIdentity {
  /** Name of the service account in `kube-system`. */
  readonly serviceAccount: string;
  /** AWS managed policies that AWS documents for the add-on, by name. @default - none */
  readonly managedPolicies?: readonly string[];
  /** Returns the statements of the role's own policy. @default - none */
  statements?(account: AwsAccount): readonly PolicyStatement[];
  /** Whether its pods create and attach volumes that the volume key encrypts. @default false */
  readonly createsVolumes?: boolean;
}

/** Arguments of an add-on's configuration. */
interface AddonContext {
  /** Number of replicas of a controller: one in `dev`, otherwise two, so that it survives the loss of a node. */
  readonly replicas: number;
}

/** Arguments of `Addon`. */
export interface AddonArgs extends AddonContext {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** Name of the EKS cluster. */
  readonly clusterName: pulumi.Input<string>;
  /** Kubernetes version of the cluster, which selects the add-on's version. */
  readonly kubernetesVersion: KubernetesVersion;
  /** Definition of the add-on. */
  readonly definition: AddonDefinition;
  /** Key of volumes. */
  readonly volumeKey: EncryptionKey;
  /** Changes to the EKS add-on. @default - none */
  readonly transform?: { readonly addon?: Transform<aws.eks.AddonArgs> } | undefined;
}

/** An EKS managed add-on at its pinned version, with the IAM roles of its service accounts. */
export class Addon extends Component {
  /** Name of the add-on in EKS, such as `vpc-cni`. */
  readonly addonName: pulumi.Output<string>;
  /** Version of the add-on. */
  readonly version: pulumi.Output<string>;

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
      // The program is the only source: manual changes are overwritten.
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
    };
    const created = new aws.eks.Addon(
      ...transformed<aws.eks.AddonArgs>("aws:eks/addon:Addon", args.transform?.addon, name, addon, {
        parent: this,
        dependsOn: identities,
      }),
    );

    this.addonName = created.addonName;
    this.version = created.addonVersion;
    this.registerOutputs({ addonName: this.addonName, version: this.version });
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
    const statements = identity.statements?.(args.account) ?? [];
    if (statements.length > 0) podIdentity.grant("driver", statements);
    if (identity.createsVolumes) args.volumeKey.grantVolumes(podIdentity);
    return podIdentity;
  }
}
