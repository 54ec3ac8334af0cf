import { describe, expect, it } from "vitest";
import { scramVerifier } from "../../../../components/data/bootstrap/scramVerifier";

describe("scramVerifier", () => {
  it("has PostgreSQL's form, and does not contain the password", () => {
    const verifier = scramVerifier("Zq8nTt3uWb5kXc7vYd9m", "mlflow");
    expect(verifier).toMatch(/^SCRAM-SHA-256\$4096:[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$/);
    expect(verifier).not.toContain("Zq8nTt3u");
  });

  it("is the same for the same password, and another for another password or role", () => {
    const verifier = scramVerifier("password", "mlflow");
    expect(scramVerifier("password", "mlflow")).toBe(verifier);
    expect(scramVerifier("Password", "mlflow")).not.toBe(verifier);
    expect(scramVerifier("password", "katib")).not.toBe(verifier);
  });

  it.each(["", "pässword", "pass\nword"])("rejects %j without showing it", (password) => {
    expect(() => scramVerifier(password, "mlflow")).toThrow(
      /^the password of mlflow is empty or has characters other than printable ASCII: generate another$/,
    );
  });
});
