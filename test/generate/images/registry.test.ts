import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RegistryClient } from "../../../generate/images/registry";
import { FakeRegistry } from "../../support/registry";

const limits = { timeout: 500, attempts: 3, pause: 1, longestPause: 1500 };
const both = ["linux/amd64", "linux/arm64"];

/** Not tested: that real registries follow the specification, and what their token services require. */
describe("RegistryClient", () => {
  let registry: FakeRegistry;
  let elsewhere: FakeRegistry;
  let client: RegistryClient;
  const image = () => ({ registry: registry.host, repository: "team/server", tag: "v1" });

  beforeEach(async () => {
    registry = new FakeRegistry();
    elsewhere = new FakeRegistry();
    await Promise.all([registry.start(), elsewhere.start()]);
    client = new RegistryClient(limits);
  });

  afterEach(() => {
    registry.stop();
    elsewhere.stop();
  });

  it("returns the digest of the index, and the platforms that nodes can have", async () => {
    const digest = registry.putIndex("team/server:v1", [...both, "linux/s390x", "unknown/unknown"]);
    expect(await client.resolve(image())).toEqual({ digest, platforms: both });
    expect(registry.asked()).toEqual(["HEAD /v2/team/server/manifests/v1", `GET /v2/team/server/manifests/${digest}`]);
  });

  it("requests the configuration of an image for one platform", async () => {
    const digest = registry.putImage("team/server:v1", "amd64");
    expect(await client.resolve(image())).toEqual({ digest, platforms: ["linux/amd64"] });
  });

  it("sends one request, and reads no manifest, if the tag is unchanged", async () => {
    const known = { digest: registry.putIndex("team/server:v1", both), platforms: both };
    expect(await client.resolve(image(), known)).toEqual(known);
    expect(registry.asked()).toEqual(["HEAD /v2/team/server/manifests/v1"]);
  });

  it("requests an anonymous token, and reuses it for the repository", async () => {
    registry.guarded = true;
    const digest = registry.putIndex("team/server:v1", both);
    expect((await client.resolve(image())).digest).toBe(digest);
    expect(registry.asked()).toEqual([
      "HEAD /v2/team/server/manifests/v1",
      "GET /token?service=registry&scope=repository%3Ateam%2Fserver%3Apull%2Cmetadata",
      "HEAD /v2/team/server/manifests/v1",
      `GET /v2/team/server/manifests/${digest}`,
    ]);
  });

  it("follows redirects, and does not send the token to another host", async () => {
    registry.guarded = true;
    elsewhere.guarded = true;
    const digest = elsewhere.putIndex("mirror/server:v1", both);
    registry.misbehave = ({ path, authorization }) =>
      path.startsWith("/v2/") && authorization !== undefined
        ? { status: 307, headers: { location: `http://${elsewhere.host}${path.replace("team", "mirror")}` } }
        : undefined;
    expect(await client.resolve(image())).toEqual({ digest, platforms: both });
    expect(elsewhere.requests[0]).toEqual({
      method: "HEAD",
      path: "/v2/mirror/server/manifests/v1",
      authorization: undefined,
    });
  });

  it("computes a digest that the registry does not announce, and rejects one that differs from the content's", async () => {
    const digest = registry.putIndex("team/server:v1", both);
    const body = JSON.stringify({ manifests: [] });
    registry.misbehave = ({ method }) => (method === "HEAD" ? { status: 200 } : undefined);
    expect((await client.resolve(image())).digest).toBe(digest);
    registry.misbehave = ({ method }) => (method === "GET" ? { status: 200, body } : undefined);
    await expect(client.resolve(image())).rejects.toThrow(
      new RegExp(`^${registry.host} announces ${digest} but sends content with sha256:[0-9a-f]{64}$`),
    );
  });

  it("waits as long as the registry asks, up to a maximum", async () => {
    registry.putIndex("team/server:v1", both);
    let refusals = 1;
    let seconds = "1";
    registry.misbehave = () => (refusals-- > 0 ? { status: 429, headers: { "retry-after": seconds } } : undefined);
    const start = Date.now();
    expect((await client.resolve(image())).platforms).toEqual(both);
    expect(Date.now() - start).toBeGreaterThanOrEqual(990);
    [refusals, seconds] = [1, "3600"];
    await expect(client.resolve(image())).rejects.toThrow(`${registry.host} answers 429`);
  });

  it("sends three requests to a server that fails", async () => {
    registry.misbehave = () => ({ status: 503 });
    await expect(client.resolve(image())).rejects.toThrow(`${registry.host} answers 503`);
    expect(registry.requests).toHaveLength(3);
  });

  it("reports a missing tag, and one that is not public", async () => {
    await expect(client.resolve(image())).rejects.toThrow(`${registry.host} has no team/server:v1`);
    registry.misbehave = () => ({ status: 401, headers: { "www-authenticate": 'Basic realm="ecr"' } });
    await expect(client.resolve(image())).rejects.toThrow(`${registry.host} requires a login`);
    registry.misbehave = ({ path }) => (path.startsWith("/token") ? { status: 403 } : undefined);
    registry.guarded = true;
    await expect(client.resolve(image())).rejects.toThrow(`${registry.host} returns no token: status 403`);
  });

  it("rejects a response that is not a manifest, and endless redirects", async () => {
    registry.putIndex("team/server:v1", both);
    registry.misbehave = ({ method }) => (method === "HEAD" ? { status: 200 } : { status: 200, body: "<html>" });
    await expect(client.resolve(image())).rejects.toThrow(`${registry.host} sends a response that is not JSON`);
    registry.misbehave = ({ path }) => ({ status: 302, headers: { location: path } });
    await expect(client.resolve(image())).rejects.toThrow(`${registry.host} redirects more than 8 times`);
  });

  it("sends no further request to a registry that could not be reached", async () => {
    registry.misbehave = () => "hangs up";
    const message = `${registry.host} cannot be reached: UND_ERR_SOCKET`;
    for (const tag of ["v1", "v2"]) await expect(client.resolve({ ...image(), tag })).rejects.toThrow(message);
    expect(registry.requests).toHaveLength(3);
  });

  it("times out if a registry does not respond", async () => {
    registry.misbehave = () => "is silent";
    await expect(new RegistryClient({ ...limits, timeout: 50, attempts: 1 }).resolve(image())).rejects.toThrow(
      `${registry.host} cannot be reached: TimeoutError`,
    );
  });

  it("reports a registry that refuses the connection", async () => {
    registry.stop();
    await expect(client.resolve(image())).rejects.toThrow(`${registry.host} cannot be reached: ECONNREFUSED`);
  });
});
