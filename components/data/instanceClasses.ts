/** RDS instance classes that the platform supports: those with a price in its table. */
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

/** ElastiCache node types that the platform supports: those with a price in its table. */
export const cacheNodeTypes = ["cache.t4g.micro", "cache.t4g.small", "cache.m7g.large", "cache.r7g.large"] as const;

/** An ElastiCache node type. */
export type CacheNodeType = (typeof cacheNodeTypes)[number];
