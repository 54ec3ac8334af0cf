import type { PinnedVersion } from "../../core/versions/pinnedVersion";

const checked = "2026-11-24";

/** The pinned engine version of a managed database. */
export interface PinnedDatabase extends PinnedVersion {
  /** Parameter group family of the engine version. */
  readonly family: string;
}

/**
 * Engine versions of managed databases. PostgreSQL has only a major version: RDS chooses the minor version and upgrades
 * it automatically. ElastiCache requires the major and minor version of Valkey.
 */
export const databaseVersions = {
  postgres: {
    version: "17",
    family: "postgres17",
    source: "RDS's notice of 2026-05 that moves older minor versions to 17.7 and later; public configurations of 2026",
    checked,
    verified: true,
  },
  /** Valkey on ElastiCache, the open-source fork of Redis. */
  valkey: {
    version: "8.0",
    family: "valkey8",
    source: "public configurations, undated",
    checked,
    verified: false,
  },
} as const satisfies Record<string, PinnedDatabase>;
