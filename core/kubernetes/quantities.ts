const units = ["Mi", "Gi", "Ti", "Pi"] as const;

/**
 * Mebibytes in the form that Kubernetes stores, the largest unit that is whole: in another one every refresh would find a
 * difference.
 */
export function binaryQuantity(mebibytes: number): string {
  if (mebibytes === 0) return "0";
  const whole = units.findLastIndex((_, power) => mebibytes % 1024 ** power === 0);
  return `${mebibytes / 1024 ** whole}${units[whole]}`;
}
