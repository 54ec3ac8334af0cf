import type { PinnedVersion } from "../../core/versions/pinnedVersion";

const checked = "2026-11-24";

/** A managed database: its engine's version, and the family of its parameters. */
export interface PinnedDatabase extends PinnedVersion {
  readonly family: string;
}

/**
 * Engines of managed databases. Of PostgreSQL the major version alone: RDS takes its default minor one and installs
 * the next by itself. Of Valkey ElastiCache wants both.
 */
export const databaseVersions = {
  postgres: {
    version: "17",
    family: "postgres17",
    source: "RDS's notice of 2026-05 that moves older minor versions to 17.7 and later; public configurations of 2026",
    checked,
    verified: true,
  },
  /** Redis's successor, as ElastiCache offers it. */
  valkey: {
    version: "8.0",
    family: "valkey8",
    source: "public configurations, undated",
    checked,
    verified: false,
  },
} as const satisfies Record<string, PinnedDatabase>;
