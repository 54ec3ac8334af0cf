import { describe, expect, it } from "vitest";
import { pinnedImage } from "../../../components/kubernetes/image";
import { images } from "../../../components/versions";

describe("pinnedImage", () => {
  const { repository, version } = images.mlflow;
  const mirror = { images: "registry.example/mirror" };

  it("is that of the table, with the mirror's registry if one is set", () => {
    const unresolved = () => undefined;
    expect(pinnedImage({}, "mlflow", unresolved)).toBe(`${repository}:${version}`);
    expect(pinnedImage(mirror, "mlflow", unresolved)).toBe(`registry.example/mirror/${repository}:${version}`);
  });

  it("has the digest of the lock file", () => {
    const digestOf = (reference: string) => (reference === `${repository}:${version}` ? "sha256:1" : undefined);
    expect(pinnedImage(mirror, "mlflow", digestOf)).toBe(`registry.example/mirror/${repository}:${version}@sha256:1`);
    expect(pinnedImage({}, "postgres", digestOf)).not.toContain("@");
  });

  it("has a fixed tag", () => {
    for (const { version } of Object.values(images)) expect(version).toMatch(/\d+\.\d+|^v1-[0-9a-f]{7}$/);
  });
});
