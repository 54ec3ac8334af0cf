import { physicalName } from "../naming";

/** Log types of PostgreSQL in RDS: its log, and the log of major upgrades. */
export const databaseLogTypes = ["postgresql", "upgrade"] as const;

/** A log type of PostgreSQL in RDS. */
export type DatabaseLogType = (typeof databaseLogTypes)[number];

/** Returns the RDS identifier of a database by its logical name. */
export function databaseIdentifier(name: string): string {
  return physicalName("aws:rds/instance:Instance", name);
}

/** Returns the name of a log group, which RDS fixes. */
export function databaseLogGroup(identifier: string, type: DatabaseLogType): string {
  return `/aws/rds/instance/${identifier}/${type}`;
}

/** Returns the names of the log groups of a database by its logical name. The policy of the logs key contains them. */
export function databaseLogGroups(name: string): string[] {
  return databaseLogTypes.map((type) => databaseLogGroup(databaseIdentifier(name), type));
}
