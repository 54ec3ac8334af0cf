import { physicalName } from "../naming";

/** What RDS writes of a PostgreSQL: its log, and that of a major upgrade. */
export const databaseLogTypes = ["postgresql", "upgrade"] as const;
export type DatabaseLogType = (typeof databaseLogTypes)[number];

/** RDS's name for a database of a logical name. */
export function databaseIdentifier(name: string): string {
  return physicalName("aws:rds/instance:Instance", name);
}

/** RDS decides on the name of a log group. */
export function databaseLogGroup(identifier: string, type: DatabaseLogType): string {
  return `/aws/rds/instance/${identifier}/${type}`;
}

/** The log groups of a database of a logical name: the logs key's policy lists them before they exist. */
export function databaseLogGroups(name: string): string[] {
  return databaseLogTypes.map((type) => databaseLogGroup(databaseIdentifier(name), type));
}
