import type { TypeRow, TypeTable } from "../row";
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

/** Every type of AWS that the sandbox knows. */
export const typeTable: TypeTable = {
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

/** @throws Error for a type that the sandbox does not know. */
export function rowOf(type: string): TypeRow {
  const row = typeTable[type];
  if (!row) {
    throw new Error(
      `the sandbox does not simulate ${type}\n  fix: add a row for it to a file in sandbox/cloud/types, which sandbox/cloud/types/table.ts collects`,
    );
  }
  return row;
}
