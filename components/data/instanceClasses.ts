/** RDS instance classes that the platform supports: those with a price in its table. Ordered by memory. */
export const databaseInstanceClasses = [
  "db.t4g.micro",
  "db.t4g.small",
  "db.t4g.medium",
  "db.t4g.large",
  "db.m7g.large",
  "db.m7g.xlarge",
  "db.r7g.large",
  "db.r7g.xlarge",
] as const;

/** An RDS instance class. */
export type DatabaseInstanceClass = (typeof databaseInstanceClasses)[number];

/** Memory of each class, in GiB. Source: https://aws.amazon.com/rds/instance-types/ */
const memoryGibibytes: Readonly<Record<DatabaseInstanceClass, number>> = {
  "db.t4g.micro": 1,
  "db.t4g.small": 2,
  "db.t4g.medium": 4,
  "db.t4g.large": 8,
  "db.m7g.large": 8,
  "db.m7g.xlarge": 16,
  "db.r7g.large": 16,
  "db.r7g.xlarge": 32,
};

/** Default of RDS: bytes of memory for each connection, and the maximum number of connections. */
const bytesPerConnection = 9_531_392;
const mostConnections = 5000;

/**
 * Returns the number of connections that PostgreSQL accepts: the default of RDS,
 * `LEAST({DBInstanceClassMemory/9531392}, 5000)`. RDS subtracts the memory of its own processes, so the real number is
 * lower.
 *
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html
 */
export function databaseConnections(instanceClass: DatabaseInstanceClass): number {
  return Math.min(mostConnections, Math.floor((memoryGibibytes[instanceClass] * 1024 ** 3) / bytesPerConnection));
}

/** ElastiCache node types that the platform supports: those with a price in its table. */
export const cacheNodeTypes = ["cache.t4g.micro", "cache.t4g.small", "cache.m7g.large", "cache.r7g.large"] as const;

/** An ElastiCache node type. */
export type CacheNodeType = (typeof cacheNodeTypes)[number];
