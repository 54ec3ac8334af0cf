import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import table from "../../../../components/data/bootstrap/certificateAuthorities.json";
import { certificateAuthority } from "../../../../components/data/bootstrap/certificateAuthority";

function roots(region: string): X509Certificate[] {
  const pems = certificateAuthority(region).match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/g) ?? [];
  return pems.map((pem) => new X509Certificate(pem));
}

/** This does not prove that the roots are from AWS: a root can have any name. */
describe("certificateAuthority", () => {
  it.each(Object.keys(table))("has RDS's three root certificates of %s, self-signed and valid for years", (region) => {
    const subjects = roots(region).map(({ subject }) => subject.match(/CN=(.*)/)?.[1]);
    expect(subjects).toEqual(["ECC384", "RSA2048", "RSA4096"].map((kind) => `Amazon RDS ${region} Root CA ${kind} G1`));
    for (const root of roots(region)) {
      expect(root.ca).toBe(true);
      expect(root.verify(root.publicKey)).toBe(true);
      expect(Date.parse(root.validTo)).toBeGreaterThan(Date.parse("2060-01-01"));
    }
  });

  it("names the source of certificates in the error for another region", () => {
    expect(() => certificateAuthority("mx-central-1")).toThrow(
      "the certificate authorities of RDS in mx-central-1 are not known\n" +
        "  fix: add the three G1 roots of " +
        "https://truststore.pki.rds.amazonaws.com/mx-central-1/mx-central-1-bundle.pem " +
        "to components/data/bootstrap/certificateAuthorities.json",
    );
  });
});
