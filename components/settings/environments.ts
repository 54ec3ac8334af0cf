import type { InterfaceEndpoint } from "../network/endpointPolicy";
import type { NatMode } from "../network/natGateways";
import type { LogRetentionDays } from "./sections/logs";

/** Kinds of environment. A stack of one of these names is one; any other stack says which it is. */
export const environments = ["dev", "staging", "prod"] as const;
export type Environment = (typeof environments)[number];

/** What an environment decides where the settings are silent. */
export interface Preset {
  readonly deletionProtection: boolean;
  readonly zonesAtLeast: number;
  readonly network: {
    readonly natGateways: NatMode;
    readonly interfaceEndpoints: readonly InterfaceEndpoint[];
    readonly flowLogRetentionDays: LogRetentionDays;
  };
  readonly cluster: {
    readonly logRetentionDays: LogRetentionDays;
    readonly replicas: number;
    readonly systemNodes: { readonly minimum: number; readonly maximum: number };
  };
}

/** Services that nodes and pods call all the time: their traffic stays off the Internet. */
const everydayEndpoints: readonly InterfaceEndpoint[] = [
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
 * `dev` is cheap and can be thrown away. `prod` survives the loss of a zone and refuses to be deleted. `staging` is
 * `prod` on fewer machines, so that what breaks there breaks before `prod`.
 */
export const presets: Record<Environment, Preset> = {
  dev: {
    deletionProtection: false,
    zonesAtLeast: 2,
    network: { natGateways: "single", interfaceEndpoints: [], flowLogRetentionDays: 7 },
    cluster: { logRetentionDays: 7, replicas: 1, systemNodes: { minimum: 2, maximum: 4 } },
  },
  staging: {
    deletionProtection: true,
    zonesAtLeast: 2,
    network: { natGateways: "single", interfaceEndpoints: everydayEndpoints, flowLogRetentionDays: 30 },
    cluster: { logRetentionDays: 30, replicas: 2, systemNodes: { minimum: 2, maximum: 6 } },
  },
  prod: {
    deletionProtection: true,
    zonesAtLeast: 3,
    network: { natGateways: "perZone", interfaceEndpoints: everydayEndpoints, flowLogRetentionDays: 90 },
    cluster: { logRetentionDays: 365, replicas: 2, systemNodes: { minimum: 3, maximum: 9 } },
  },
};
