/** The numbers of a version: `1.36` is 1 and 36, `v1.30.4-eksbuild.1` is 1, 30 and 4. */
export function versionNumbers(version: string): number[] {
  const [plain = ""] = /\d+(\.\d+)*/.exec(version) ?? [];
  return plain === "" ? [] : plain.split(".").map(Number);
}

/**
 * Compares two versions as far as both have numbers: `17` and `17.5` are equal, since a service chooses what is not
 * given.
 *
 * @returns Below 0 if the first is older, above 0 if it is newer, 0 if neither is known to be.
 */
export function compareVersions(one: string, other: string): number {
  const others = versionNumbers(other);
  for (const [index, number] of versionNumbers(one).entries()) {
    const compared = others[index];
    if (compared === undefined) return 0;
    if (number !== compared) return number - compared;
  }
  return 0;
}
