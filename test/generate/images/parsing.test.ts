import { describe, expect, it } from "vitest";
import { bearerChallenge, tokenAddress } from "../../../generate/images/challenge";
import { platformsOfNodes } from "../../../generate/images/nodes";
import { parseReference } from "../../../generate/images/reference";
import { fixtureFolder } from "../../fixtures/fixtures";

describe("parseReference", () => {
  it("maps Docker Hub's host and folder, and does not change other registries", () => {
    expect(parseReference("docker.io/redis:8.2")).toEqual({
      registry: "registry-1.docker.io",
      repository: "library/redis",
      tag: "8.2",
    });
    expect(parseReference("docker.io/grafana/grafana:13.2.0").repository).toBe("grafana/grafana");
    expect(parseReference("127.0.0.1:5000/a/b:v1-c")).toEqual({
      registry: "127.0.0.1:5000",
      repository: "a/b",
      tag: "v1-c",
    });
  });

  it.each(["redis:8", "grafana/grafana:13", "quay.io/a/b", "quay.io/a/b:v1@sha256:1"])("rejects %s", (reference) => {
    expect(() => parseReference(reference)).toThrow(
      `image "${reference}" must have a registry, a repository and a tag\n  fix: write all of them, such as docker.io/grafana/grafana:13.2.0`,
    );
  });
});

describe("a registry's challenge", () => {
  it("is parsed with commas and escapes", () => {
    expect(
      bearerChallenge(
        'Basic realm="x", Bearer realm="https://auth.example/token",service=a,scope="repository:b:pull,push"',
      ),
    ).toEqual({ realm: "https://auth.example/token", service: "a", scope: "repository:b:pull,push" });
    expect(bearerChallenge(String.raw`bearer realm="https://a/\"b\""`)).toEqual({ realm: 'https://a/"b"' });
  });

  it("is undefined for another scheme or without parameters", () => {
    for (const header of ['Basic realm="x"', "Bearer service=x", "", null])
      expect(bearerChallenge(header)).toBeUndefined();
  });

  it("has a token URL with one parameter for each scope", () => {
    const address = tokenAddress({
      realm: "https://a.example/t?x=1",
      service: "s",
      scope: "repository:b:pull repository:c:pull",
    });
    expect(address.href).toBe(
      "https://a.example/t?x=1&service=s&scope=repository%3Ab%3Apull&scope=repository%3Ac%3Apull",
    );
  });
});

it("nodes have the platforms of the stacks' files, including Graviton's", () => {
  expect(platformsOfNodes(fixtureFolder)).toEqual(["linux/amd64", "linux/arm64"]);
});
