import type { NodeCapacity } from "../compute/nodeCapacity";
import type { CapacityType } from "../compute/nodePool";
import type { CacheNodeType, DatabaseInstanceClass } from "../data/instanceClasses";
import type { InterfaceEndpoint } from "../network/endpointPolicy";
import type { NatMode } from "../network/natGateways";
import type { PrometheusSize } from "../observability/prometheusSize";
import type { TeamQuota } from "../tenancy/teamQuota";
import type { LogRetentionDays } from "./sections/logs";

/** Environments. A stack with one of these names has that environment; any other stack must set `environment`. */
export const environments = ["dev", "staging", "prod"] as const;
export type Environment = (typeof environments)[number];

/** The default pool, in the form of the setting `compute.pools`. */
interface GeneralPool {
  purpose: "general";
  instanceTypes: string[];
  capacityTypes: CapacityType[];
  limits: { vcpus: number };
}

/** Defaults of an environment, for settings that are not set. */
export interface Preset {
  readonly deletionProtection: boolean;
  /** Minimum number of availability zones. */
  readonly zonesAtLeast: number;
  readonly network: {
    readonly natGateways: NatMode;
    readonly interfaceEndpoints: readonly InterfaceEndpoint[];
    readonly flowLogRetentionDays: LogRetentionDays;
  };
  readonly cluster: {
    readonly logRetentionDays: LogRetentionDays;
    readonly replicas: number;
    readonly systemNodes: {
      readonly minimum: number;
      readonly maximum: number;
      /**
       * Known requests of all pods of the platform services, without Prometheus' memory: see
       * test/stacks/systemRequests.test.ts.
       */
      readonly requests: NodeCapacity;
    };
  };
  readonly compute: { readonly generalPool: GeneralPool };
  readonly data: {
    /** Whether data may be lost: changes apply immediately, and deletion takes no final snapshot. */
    readonly disposable: boolean;
    readonly artifacts: { readonly noncurrentVersionDays: number };
    readonly database: {
      readonly instanceClass: DatabaseInstanceClass;
      readonly storageGibibytes: number;
      readonly maximumStorageGibibytes: number;
      readonly multiAz: boolean;
      readonly backupRetentionDays: number;
      readonly logRetentionDays: LogRetentionDays;
    };
    readonly cache: { readonly nodeType: CacheNodeType };
  };
  /** Replicas of Argo CD. From three replicas, its Redis is highly available and also has three replicas. */
  readonly delivery: { readonly replicas: number };
  readonly observability: { readonly prometheus: Omit<PrometheusSize, "retentionGibibytes"> };
  /** Quota of a team that sets none. */
  readonly teams: Pick<TeamQuota, "vcpus" | "memoryGibibytes" | "storageGibibytes" | "pods">;
  readonly guardrails: {
    /** Instance types that nodes may have; `*` matches any text. */
    readonly instanceTypes: readonly string[];
  };
}

/**
 * Instance types for experiments. A node with eight large GPUs costs more in a weekend than all of `dev` in a month.
 */
const experimentInstanceTypes = ["c*", "g4dn.*", "g5.*", "g6.*", "inf2.*", "m*", "r*", "t*", "trn1.2xlarge"];

/** AWS services that nodes and pods call continuously: their traffic stays off the Internet. */
const highTrafficEndpoints: readonly InterfaceEndpoint[] = [
  "ec2",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "eks-auth",
  "kms",
  "logs",
  "secretsmanager",
  "sts",
];

/**
 * `dev` is cheap and disposable. `prod` survives the loss of a zone and is protected from deletion. `staging` is `prod`
 * with fewer nodes, so that faults show in `staging` first.
 */
export const presets: Record<Environment, Preset> = {
  dev: {
    deletionProtection: false,
    zonesAtLeast: 2,
    network: { natGateways: "single", interfaceEndpoints: [], flowLogRetentionDays: 7 },
    cluster: {
      logRetentionDays: 7,
      replicas: 1,
      systemNodes: { minimum: 2, maximum: 4, requests: { milliCpus: 2500, memoryMebibytes: 6000 } },
    },
    compute: { generalPool: generalPool(["spot", "on-demand"], 32) },
    data: {
      disposable: true,
      artifacts: { noncurrentVersionDays: 7 },
      database: {
        instanceClass: "db.t4g.medium",
        storageGibibytes: 20,
        maximumStorageGibibytes: 100,
        multiAz: false,
        backupRetentionDays: 1,
        logRetentionDays: 7,
      },
      cache: { nodeType: "cache.t4g.micro" },
    },
    delivery: { replicas: 1 },
    observability: { prometheus: { retentionDays: 7, storageGibibytes: 20, memoryMebibytes: 1536 } },
    teams: { vcpus: 16, memoryGibibytes: 64, storageGibibytes: 200, pods: 50 },
    guardrails: { instanceTypes: experimentInstanceTypes },
  },
  staging: {
    deletionProtection: true,
    zonesAtLeast: 2,
    network: { natGateways: "single", interfaceEndpoints: highTrafficEndpoints, flowLogRetentionDays: 30 },
    cluster: {
      logRetentionDays: 30,
      replicas: 2,
      systemNodes: { minimum: 2, maximum: 6, requests: { milliCpus: 3900, memoryMebibytes: 9000 } },
    },
    compute: { generalPool: generalPool(["on-demand"], 64) },
    data: {
      disposable: false,
      artifacts: { noncurrentVersionDays: 30 },
      database: {
        instanceClass: "db.t4g.medium",
        storageGibibytes: 50,
        maximumStorageGibibytes: 200,
        // As in prod, so that staging tests a failover.
        multiAz: true,
        backupRetentionDays: 7,
        logRetentionDays: 30,
      },
      cache: { nodeType: "cache.t4g.small" },
    },
    delivery: { replicas: 2 },
    observability: { prometheus: { retentionDays: 15, storageGibibytes: 50, memoryMebibytes: 2048 } },
    teams: { vcpus: 32, memoryGibibytes: 128, storageGibibytes: 500, pods: 100 },
    guardrails: { instanceTypes: experimentInstanceTypes },
  },
  prod: {
    deletionProtection: true,
    zonesAtLeast: 3,
    network: { natGateways: "perZone", interfaceEndpoints: highTrafficEndpoints, flowLogRetentionDays: 90 },
    cluster: {
      logRetentionDays: 365,
      replicas: 2,
      systemNodes: { minimum: 3, maximum: 9, requests: { milliCpus: 4200, memoryMebibytes: 9600 } },
    },
    compute: { generalPool: generalPool(["on-demand"], 256) },
    data: {
      disposable: false,
      artifacts: { noncurrentVersionDays: 90 },
      database: {
        instanceClass: "db.r7g.large",
        storageGibibytes: 100,
        maximumStorageGibibytes: 1000,
        multiAz: true,
        backupRetentionDays: 35,
        logRetentionDays: 90,
      },
      cache: { nodeType: "cache.r7g.large" },
    },
    delivery: { replicas: 3 },
    observability: { prometheus: { retentionDays: 30, storageGibibytes: 100, memoryMebibytes: 4096 } },
    teams: { vcpus: 128, memoryGibibytes: 512, storageGibibytes: 2000, pods: 300 },
    guardrails: { instanceTypes: ["*"] },
  },
};

/** The pool for teams' CPU workloads: notebooks, pipeline steps, small services. */
function generalPool(capacityTypes: CapacityType[], vcpus: number): GeneralPool {
  return {
    purpose: "general",
    instanceTypes: ["m7i.xlarge", "m7i.2xlarge", "m6i.xlarge", "m6i.2xlarge"],
    capacityTypes,
    limits: { vcpus },
  };
}
