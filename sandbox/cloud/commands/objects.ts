import { randomBytes } from "node:crypto";
import type { JsonObject } from "../../../core/json/json";
import { textOf } from "../../../core/json/reading";
import { CloudError } from "../cloudError";
import { currentKeys } from "../objectVersions";
import type { CloudResource, ObjectVersion } from "../resourceType";
import type { CloudStore } from "../store";
import type { Command } from "./command";
import { optional, required } from "./parameters";

const bucketType = "aws:s3/bucket:Bucket";

/** Objects of buckets and their versions. Their data is not simulated. */
export const objectCommands: Readonly<Record<string, Command>> = {
  "s3api put-object": (parameters, store) => {
    const bucket = bucketNamed(store, required(parameters, "bucket"));
    const version = { key: required(parameters, "key"), id: versionId(), isMarker: false };
    const kept = versioned(store, bucket)
      ? versionsOf(bucket)
      : versionsOf(bucket).filter(({ key }) => key !== version.key);
    save(store, bucket, [...kept, version]);
    return { VersionId: version.id };
  },

  "s3api delete-object": (parameters, store) => {
    const bucket = bucketNamed(store, required(parameters, "bucket"));
    const [key, id] = [required(parameters, "key"), optional(parameters, "version-id")];
    const versions = versionsOf(bucket);
    if (id !== undefined) {
      const found = versions.find((one) => one.key === key && one.id === id);
      if (!found) throw new CloudError("NoSuchVersion", "The specified version does not exist.");
      save(
        store,
        bucket,
        versions.filter((one) => one !== found),
      );
      return { DeleteMarker: found.isMarker, VersionId: id };
    }
    if (!versioned(store, bucket)) {
      save(
        store,
        bucket,
        versions.filter((one) => one.key !== key),
      );
      return {};
    }
    const marker = { key, id: versionId(), isMarker: true };
    save(store, bucket, [...versions, marker]);
    return { DeleteMarker: true, VersionId: marker.id };
  },

  "s3api copy-object": (parameters, store) => {
    const bucket = bucketNamed(store, required(parameters, "bucket"));
    const source = required(parameters, "copy-source");
    const [, from = "", key = "", id = ""] = /^([^/]+)\/(.+)\?versionId=(.+)$/.exec(source) ?? [];
    const found = versionsOf(bucketNamed(store, from)).some((one) => one.key === key && one.id === id && !one.isMarker);
    if (!found) throw new CloudError("NoSuchVersion", "The specified version does not exist.");
    const version = { key: required(parameters, "key"), id: versionId(), isMarker: false };
    save(store, bucket, [...versionsOf(bucket), version]);
    return { VersionId: version.id };
  },

  "s3api list-object-versions": (parameters, store) => {
    const versions = versionsOf(bucketNamed(store, required(parameters, "bucket")));
    const prefix = optional(parameters, "prefix") ?? "";
    const newestFirst = [...versions].reverse().filter(({ key }) => key.startsWith(prefix));
    const listed = newestFirst.map(({ key, id, isMarker }, index) => ({
      isMarker,
      entry: { Key: key, VersionId: id, IsLatest: newestFirst.findIndex((one) => one.key === key) === index },
    }));
    return {
      Versions: listed.filter(({ isMarker }) => !isMarker).map(({ entry }): JsonObject => entry),
      DeleteMarkers: listed.filter(({ isMarker }) => isMarker).map(({ entry }): JsonObject => entry),
    };
  },
};

function bucketNamed(store: CloudStore, name: string): CloudResource {
  const found = store.get(bucketType, name);
  if (!found) throw new CloudError("NoSuchBucket", `The specified bucket does not exist: ${name}`);
  return found;
}

/** Objects that the control API has put there have one version each. */
function versionsOf({ contents = [], versions }: CloudResource): readonly ObjectVersion[] {
  return versions ?? contents.map((key) => ({ key, id: "null", isMarker: false }));
}

function versioned(store: CloudStore, { id }: CloudResource): boolean {
  const versioning = store.find("aws:s3/bucketVersioning:BucketVersioning", "bucket", id);
  return textOf(versioning?.outputs, "versioningConfiguration", "status") === "Enabled";
}

function save(store: CloudStore, bucket: CloudResource, versions: readonly ObjectVersion[]): void {
  store.put({ ...bucket, versions, contents: currentKeys(versions) });
}

function versionId(): string {
  return randomBytes(16).toString("base64url");
}
