import type { SimulatedType, SimulatedTypes } from "../resourceType";
import { ec2Types } from "./ec2";
import { eksTypes } from "./eks";
import { eksClusterTypes } from "./eksCluster";
import { eksNodeGroupTypes } from "./eksNodeGroup";
import { elasticacheTypes } from "./elasticache";
import { iamTypes } from "./iam";
import { rdsTypes } from "./rds";
import { routingTypes } from "./routing";
import { securityGroupTypes } from "./securityGroups";
import { serviceTypes } from "./services";
import { storageTypes } from "./storage";
import { vpcTypes } from "./vpc";

/** All AWS types that the sandbox simulates. */
export const typeTable: SimulatedTypes = {
  ...vpcTypes,
  ...routingTypes,
  ...securityGroupTypes,
  ...ec2Types,
  ...iamTypes,
  ...serviceTypes,
  ...storageTypes,
  ...rdsTypes,
  ...elasticacheTypes,
  ...eksClusterTypes,
  ...eksNodeGroupTypes,
  ...eksTypes,
};

/** @throws Error for a type that the sandbox does not simulate. */
export function simulatedType(type: string): SimulatedType {
  const simulated = typeTable[type];
  if (!simulated) {
    throw new Error(
      `the sandbox does not simulate ${type}\n  fix: add it to a file in sandbox/cloud/types, which sandbox/cloud/types/table.ts collects`,
    );
  }
  return simulated;
}
