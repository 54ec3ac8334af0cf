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
  readonly inputs: JsonObject;
  /** All properties. */
  readonly outputs: JsonObject;
  /** Keys of a bucket's objects, tags of a repository's images. */
  readonly contents?: readonly string[] | undefined;
}

/** A network interface that holds a subnet and its security groups. */
export interface NetworkInterface {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** For messages. */
  readonly owner: string;
}

/** What a deletion leaves in the account, such as a snapshot. */
export interface Leftover {
  /** `rds snapshot`. */
  readonly kind: string;
  readonly id: string;
  readonly note: string;
}

/** Lookups for the functions of a type. */
export interface CloudView {
  /** By one of its properties or its id; what comes along with another resource, as a network's default group, included. */
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
  /** The automatic name where none was given; see `SimulatedType.name`. */
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

/** Which other resource an input names. What is not there is refused, as AWS does. */
export interface Reference {
  /** The input's path; lists are passed through. Or what reads the names. */
  readonly from: string | ((inputs: JsonObject) => readonly string[]);
  readonly to: string;
  /** Properties of the other resource that may hold the name. @default ["id"] */
  readonly by?: readonly string[];
  /**
   * What the deletion of the other resource does: it is refused while this one stands, or takes this one along.
   *
   * @default - neither: this one stays, and points nowhere
   */
  readonly whenGone?: "refuse" | "follow";
  /** Names that are accepted without a check. */
  readonly accepts?: (name: string, facts: Pick<Facts, "cloud" | "account" | "inputs">) => boolean;
}

/**
 * How a left-out name is made up. The numbers are those of Pulumi's provider, which are no limits of AWS: what the service
 * takes is for `models` to say. Source: resource_overrides.go and autonaming.go of pulumi-aws, commit 015d343.
 */
export interface NameRule {
  /** @default "name" */
  readonly property?: string;
  /** Characters at most, the seven random ones included. @default 255 */
  readonly maximum?: number;
  readonly prefix?: string;
  /** @default "-" */
  readonly lower?: boolean;
}

/** AWS's code and words; `{id}` stands for the resource's. */
export interface Refusal {
  readonly code: string;
  readonly text: string;
}

/** The definition of a simulated type. */
export interface SimulatedType {
  readonly id: (facts: Facts) => string;
  readonly arn?: (facts: Facts) => string;
  /** What the cloud decides where the inputs do not: inputs win, `arn`, `region` and `tagsAll` come by themselves. */
  readonly outputs?: (facts: Facts) => JsonObject;
  /** Where the provider makes a name up. @default - never */
  readonly name?: NameRule;
  /** Default inputs of the provider. */
  readonly defaults?: JsonObject;
  /** Outputs that a change gives another value: unknown in the preview of an update. */
  readonly changing?: readonly string[];
  readonly references?: readonly Reference[];
  /** What must be one of a kind, beside the id. Empty where nothing must. */
  readonly key?: (facts: Facts) => string;
  /** Creation overwrites what is there: AWS calls it Put. @default - a second one is refused */
  readonly put?: boolean;
  /** What comes along and can be referred to: a network's default group. */
  readonly provides?: (resource: CloudResource) => readonly Provided[];
  readonly interfaces?: (resource: CloudResource, cloud: CloudView) => readonly NetworkInterface[];
  /** Names of log groups that it writes to, and which AWS makes where they are not there. */
  readonly writesLogs?: (resource: CloudResource) => readonly string[];
  /** AWS's further conditions of a creation or change. */
  readonly validate?: (facts: Facts, before: CloudResource | undefined) => CloudError | undefined;
  /** Further reasons against a deletion, beside references and interfaces. */
  readonly refuseDelete?: (resource: CloudResource, cloud: CloudView) => CloudError | undefined;
  readonly leaves?: (resource: CloudResource) => Leftover | undefined;
  /** A replacement waits for the deletion although no name is fixed. */
  readonly deleteBeforeReplace?: boolean;
  readonly exists?: Refusal;
  readonly missing?: Refusal;
  readonly inUse?: Refusal;
  /** Typical seconds. @default 1 each */
  readonly seconds?: { readonly create?: number; readonly update?: number; readonly delete?: number };
  /** For how many seconds the provider asks again while a deletion is refused for what still uses the resource. @default 0 */
  readonly patience?: number;
}

/** A resource that AWS creates with another. */
export interface Provided {
  readonly type: string;
  readonly id: string;
  readonly outputs: JsonObject;
}

/** Rows by type. */
export type SimulatedTypes = Readonly<Record<string, SimulatedType>>;
