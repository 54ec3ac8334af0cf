import { describe, expect, it } from "vitest";
import { settingsSchema } from "../../../components/settings/schema";

const { serving } = settingsSchema("dev", "dev").shape;

describe("serving", () => {
  it("uses a private domain by default", () => {
    expect(serving.parse(undefined)).toEqual({ domain: "models.internal" });
  });

  it.each(["ml.example.com", "a.b"])("accepts the domain %s", (domain) => {
    expect(serving.parse({ domain })).toEqual({ domain });
  });

  it.each(["models", "Models.internal", "*.models.internal", "models.internal/", "-a.b"])(
    "refuses the domain %s",
    (domain) => {
      expect(serving.safeParse({ domain }).error?.issues.map(({ message }) => message)).toEqual([
        "must be a domain of lower-case letters, digits and hyphens",
      ]);
    },
  );
});
