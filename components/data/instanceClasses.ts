/** Classes of database instances: those whose price the platform knows, so that none is ever left out of an estimate. */
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
export type DatabaseInstanceClass = (typeof databaseInstanceClasses)[number];

/** Types of cache nodes, likewise. */
export const cacheNodeTypes = ["cache.t4g.micro", "cache.t4g.small", "cache.m7g.large", "cache.r7g.large"] as const;
export type CacheNodeType = (typeof cacheNodeTypes)[number];
