import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

/**
 * Returns a name for the snapshot that AWS takes when it deletes a database or a cache. The name ends with a random
 * suffix, which Pulumi's state holds: AWS rejects a name that exists, such as the one of a platform that was destroyed
 * and created again.
 *
 * @param replacedWith Inputs whose change replaces the resource. The new resource gets a new name.
 */
export function finalSnapshotName(
  name: string,
  identifier: string,
  replacedWith: Readonly<Record<string, pulumi.Input<string>>>,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const snapshotId = new random.RandomId(
    `${name}-final-snapshot`,
    { byteLength: 4, keepers: { ...replacedWith } },
    opts,
  );
  return pulumi.interpolate`${identifier}-final-${snapshotId.hex}`;
}
