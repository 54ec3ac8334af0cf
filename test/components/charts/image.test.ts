import { describe, expect, it } from "vitest";
import { pinnedImage } from "../../../components/charts/image";
import { images } from "../../../components/versions";

describe("pinnedImage", () => {
  it("is the table's, out of a mirror where there is one", () => {
    const { repository, version } = images.mlflow;
    expect(pinnedImage({}, "mlflow")).toBe(`${repository}:${version}`);
    expect(pinnedImage({ images: "registry.example/mirror" }, "mlflow")).toBe(
      `registry.example/mirror/${repository}:${version}`,
    );
  });

  it("never floats", () => {
    for (const { version } of Object.values(images)) expect(version).toMatch(/\d+\.\d+/);
  });
});
