/** Returns the numbers of a version: 1 and 36 for `1.36`; 1, 30 and 4 for `v1.30.4-eksbuild.1`. */
export function versionNumbers(version: string): number[] {
  const [plain = ""] = /\d+(\.\d+)*/.exec(version) ?? [];
  return plain === "" ? [] : plain.split(".").map(Number);
}

/**
 * Compares the numbers that both versions have. `17` and `17.5` are equal, because the service chooses the missing
 * minor version.
 *
 * @returns a negative number if the first version is older, a positive number if it is newer, otherwise 0.
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
