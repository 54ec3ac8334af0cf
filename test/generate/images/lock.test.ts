import { expect, it } from "vitest";
import type { ImageLock } from "../../../components/versions";
import { RegistryError } from "../../../generate/images/http";
import { lockImages, lockText } from "../../../generate/images/lock";
import type { Manifest } from "../../../generate/images/registry";

const amd64 = ["linux/amd64"] as const;
const server = "registry.example/server:v1";
const client = "registry.example/client:v1";
const known = { digest: "sha256:1", platforms: ["linux/amd64"], resolvedAt: "2026-01-01" };

/** Locks images with registries that return the same answer for each image. */
function lock(references: readonly string[], before: ImageLock, answer: Manifest | Error, accepted: string[] = []) {
  const resolve = async () => {
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return lockImages(references, before, { client: { resolve }, platforms: amd64, today: "2026-02-02", accepted });
}

const away = new RegistryError("registry.example cannot be reached: ENOTFOUND");

it("writes the digests of registries, in order, and removes images that are no longer used", async () => {
  const found = { digest: "sha256:1", platforms: ["linux/amd64", "linux/arm64"] };
  const { lock: locked, notes, alarms } = await lock([server, client], { "registry.example/old:v1": known }, found);
  expect([notes, alarms]).toEqual([[], []]);
  expect(lockText(locked)).toBe(`{
  "registry.example/client:v1": {
    "digest": "sha256:1",
    "platforms": ["linux/amd64", "linux/arm64"],
    "resolvedAt": "2026-02-02"
  },
  "registry.example/server:v1": {
    "digest": "sha256:1",
    "platforms": ["linux/amd64", "linux/arm64"],
    "resolvedAt": "2026-02-02"
  }
}
`);
  expect(JSON.parse(lockText(locked))).toEqual(locked);
});

it("changes nothing if no digest has changed", async () => {
  expect(await lock([server], { [server]: known }, { digest: "sha256:1", platforms: amd64 })).toEqual({
    lock: { [server]: known },
    notes: [],
    alarms: [],
  });
});

it("keeps known digests if a registry cannot be reached, and records the reason for unknown ones", async () => {
  expect(await lock([client, server], { [server]: known }, away)).toEqual({
    lock: { [client]: { unresolved: away.message }, [server]: known },
    notes: [`${client}: ${away.message}`, `${server}: ${away.message}; the lock keeps the digest of 2026-01-01`],
    alarms: [],
  });
});

it("resolves an image later that could not be resolved first", async () => {
  const { lock: locked } = await lock([server], { [server]: { unresolved: "away" } }, known);
  expect(locked).toEqual({ [server]: { ...known, resolvedAt: "2026-02-02" } });
});

it("keeps the digest of a moved tag and raises an alarm, until the new one is accepted by name", async () => {
  const moved = { digest: "sha256:2", platforms: amd64 };
  expect(await lock([server], { [server]: known }, moved)).toEqual({
    lock: { [server]: known },
    notes: [],
    alarms: [
      `the tag of ${server} has moved: sha256:1 on 2026-01-01, sha256:2 today. The lock keeps the earlier digest\n` +
        `  fix: find out who moved the tag, and why. To accept the new digest: npm run images:lock -- --accept ${server}`,
    ],
  });
  expect(await lock([server], { [server]: known }, moved, [server])).toEqual({
    lock: { [server]: { ...moved, resolvedAt: "2026-02-02" } },
    notes: [],
    alarms: [],
  });
});

it("raises an alarm if an image does not support a platform of the nodes", async () => {
  const { alarms } = await lock([server], {}, { digest: "sha256:1", platforms: ["linux/arm64"] });
  expect(alarms).toEqual([`${server} does not support linux/amd64, which nodes of the stacks have`]);
});

it("does not treat its own error as one of a registry", async () => {
  await expect(lock([server], {}, new TypeError("a fault"))).rejects.toThrow("a fault");
});
