import type { JsonObject } from "../../core/json/json";
import type { CloudError } from "./cloudError";

/** The configuration of the provider: account, region and default tags. */
export interface Account {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly defaultTags: Readonly<Record<string, string>>;
}

/** The Kubernetes API of every simulated cluster. */
export interface ControlPlane {
  /** `https://127.0.0.1:6443`. */
  readonly endpoint: string;
  /** CA certificate of the API server, PEM. */
  readonly certificate: string;
}

/** A resource in the simulated cloud. Secrets are `[secret]`. */
export interface CloudResource {
  readonly type: string;
  readonly id: string;
  /** Empty if the cloud created it itself. */
  readonly urn: string;
  /** Seed of its random parts. */
  readonly seed: string;
  /** Number of changes. */
  readonly revision: number;
  readonly createdAt: string;
  readonly modifiedAt: string;
  /** When its creation ends, and other resources can use it. */
  readonly readyAt: string;
  readonly inputs: JsonObject;
  /** All properties. */
  readonly outputs: JsonObject;
  /** Keys of a bucket's objects, tags of a repository's images. */
  readonly contents?: readonly string[] | undefined;
  /** All versions of a bucket's objects, the oldest first. @default - one of each object in `contents` */
  readonly versions?: readonly ObjectVersion[] | undefined;
}

/** A version of an object in a bucket. */
export interface ObjectVersion {
  readonly key: string;
  readonly id: string;
  /** Whether it marks a deletion. */
  readonly isMarker: boolean;
}

/** A network interface. Its subnets and security groups cannot be deleted while it exists. */
export interface NetworkInterface {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** For messages. */
  readonly owner: string;
}

/** A resource that a deletion leaves in the account, such as a snapshot. */
export interface Leftover {
  /** `rds snapshot`. */
  readonly kind: string;
  readonly id: string;
  readonly note: string;
  /** Properties of the deleted resource, if it can be restored. */
  readonly properties?: JsonObject | undefined;
}

/** Lookups for the functions of a type. */
export interface CloudView {
  /**
   * Finds a resource by its id or one of its properties. It also finds resources that AWS creates together with another
   * resource, such as the default group of a VPC.
   */
  find(type: string, by: string, value: string): CloudResource | undefined;
  all(type: string): readonly CloudResource[];
  interfaces(): readonly NetworkInterface[];
  leftovers(): readonly Leftover[];
  /** Whether neither the program nor the sandbox creates a role, such as the deployer's. */
  isForeignRole(name: string): boolean;
}

/** Data of a resource for the functions of its type. */
export interface Facts {
  /** Empty while the ID is created. */
  readonly id: string;
  /** The name, or the automatic name if none is set: see `SimulatedType.name`. */
  readonly name: string;
  /** Plain values, which must not be stored. */
  readonly inputs: JsonObject;
  readonly account: Account;
  readonly revision: number;
  readonly createdAt: string;
  readonly modifiedAt: string;
  readonly cloud: CloudView;
  readonly controlPlane: () => ControlPlane;
  /** Hexadecimal digits, the same for a resource and label. */
  readonly hex: (label: string, length: number) => string;
}

/** An input that names another resource. A call that names a missing resource is rejected, as in AWS. */
export interface Reference {
  /** Path of the input, which applies to all items of lists, or a function that reads the names. */
  readonly from: string | ((inputs: JsonObject) => readonly string[]);
  readonly to: string;
  /** Properties of the other resource that the name may equal. @default ["id"] */
  readonly by?: readonly string[];
  /**
   * Effect of the deletion of the other resource: AWS rejects the deletion while this resource exists ("refuse"), or
   * also deletes this resource ("follow").
   *
   * @default - neither: this one stays, with a dangling reference
   */
  readonly onDeletion?: "refuse" | "follow";
  /** Names that are accepted without a check. */
  readonly accepts?: (name: string, facts: Pick<Facts, "cloud" | "account" | "inputs">) => boolean;
}

/**
 * How the provider generates a name that is not set. The limits are those of Pulumi's provider. `models` has the limits
 * of AWS. Source: resource_overrides.go and autonaming.go of pulumi-aws, commit 015d343.
 */
export interface NameRule {
  /** @default "name" */
  readonly property?: string;
  /** Maximum number of characters, including the seven random ones. @default 255 */
  readonly maximum?: number;
  readonly prefix?: string;
  /** Whether the name is in lower case. @default false */
  readonly lower?: boolean;
}

/** AWS's error code and text. `{id}` is replaced by the id of the resource. */
export interface Refusal {
  readonly code: string;
  readonly text: string;
}

/** The definition of a simulated type. */
export interface SimulatedType {
  readonly id: (facts: Facts) => string;
  readonly arn?: (facts: Facts) => string;
  /** Outputs that the cloud decides. Inputs override them. `arn`, `region` and `tagsAll` are added automatically. */
  readonly outputs?: (facts: Facts) => JsonObject;
  /** How the provider generates a name. @default - it does not */
  readonly name?: NameRule;
  /** Default inputs of the provider. */
  readonly defaults?: JsonObject;
  /** Outputs that an update changes. They are unknown in the preview of an update. */
  readonly changingOutputs?: readonly string[];
  readonly references?: readonly Reference[];
  /** Returns a key that must be unique, in addition to the id. Empty if there is none. */
  readonly key?: (facts: Facts) => string;
  /**
   * Whether a creation overwrites an existing resource, as AWS's Put actions do.
   *
   * @default - a second creation is rejected
   */
  readonly put?: boolean;
  /** Returns resources that AWS creates with it and that others can refer to, such as a VPC's default group. */
  readonly provides?: (resource: CloudResource) => readonly ProvidedResource[];
  readonly interfaces?: (resource: CloudResource, cloud: CloudView) => readonly NetworkInterface[];
  /** Returns the names of log groups that it writes to. AWS creates missing ones. */
  readonly writesLogs?: (resource: CloudResource) => readonly string[];
  /** Checks other conditions of AWS for a creation or an update. */
  readonly validate?: (facts: Facts, before: CloudResource | undefined) => CloudError | undefined;
  /** Returns a further reason to reject a deletion, in addition to references and interfaces. */
  readonly refuseDelete?: (resource: CloudResource, cloud: CloudView) => CloudError | undefined;
  readonly leftoverOf?: (resource: CloudResource) => Leftover | undefined;
  /** A replacement waits for the deletion although no name is fixed. */
  readonly deleteBeforeReplace?: boolean;
  readonly exists?: Refusal;
  /** AWS's answer to a call that names a resource that does not exist. `missingReferences.ts` has the exceptions. */
  readonly missing?: Refusal;
  /** AWS's answer to a call that names the resource while it is being created. @default - AWS accepts the call */
  readonly notReady?: Refusal;
  readonly inUse?: Refusal;
  /**
   * Seconds for which the provider retries a deletion that AWS rejects because the resource is in use.
   *
   * @default 0
   */
  readonly deletionTimeoutSeconds?: number;
}

/** A resource that AWS creates with another. */
export interface ProvidedResource {
  readonly type: string;
  readonly id: string;
  readonly outputs: JsonObject;
}

/** Rows by type. */
export type SimulatedTypes = Readonly<Record<string, SimulatedType>>;
