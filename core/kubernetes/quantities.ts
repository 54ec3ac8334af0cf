import type { Json } from "../json/json";

const units = ["Mi", "Gi", "Ti", "Pi"] as const;

/**
 * Formats mebibytes as Kubernetes stores them, in the largest unit with a whole number. With another unit, each refresh
 * would find a difference.
 */
export function binaryQuantity(mebibytes: number): string {
  if (mebibytes === 0) return "0";
  const whole = units.findLastIndex((_, power) => mebibytes % 1024 ** power === 0);
  return `${mebibytes / 1024 ** whole}${units[whole]}`;
}

/**
 * Suffixes of quantities as powers: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/.
 */
const suffixes: Readonly<Record<string, readonly [base: bigint, power: number]>> = {
  n: [10n, -9],
  u: [10n, -6],
  m: [10n, -3],
  "": [10n, 0],
  k: [10n, 3],
  M: [10n, 6],
  G: [10n, 9],
  T: [10n, 12],
  P: [10n, 15],
  E: [10n, 18],
  Ki: [1024n, 1],
  Mi: [1024n, 2],
  Gi: [1024n, 3],
  Ti: [1024n, 4],
  Pi: [1024n, 5],
  Ei: [1024n, 6],
};

const form =
  /^(?<sign>[+-]?)(?<whole>\d*)(?:\.(?<fraction>\d*))?(?:[eE](?<exponent>[+-]?\d{1,2})|(?<suffix>[numkMGTPE]?|[KMGTPE]i))$/;

/** Decimal places. Kubernetes has no smaller unit. */
const scale = 9;

/** An exact amount of a resource, in billionths, as Kubernetes compares it. */
export class Quantity {
  private constructor(readonly nanos: bigint) {}

  /** @returns undefined if the text is not a quantity. */
  static parse(text: string): Quantity | undefined {
    const parts = form.exec(text)?.groups;
    if (!parts) return undefined;
    const { sign, whole = "", fraction = "", exponent, suffix = "" } = parts;
    const [base, power] = exponent === undefined ? (suffixes[suffix] ?? [10n, 0]) : [10n, Number(exponent)];
    if (whole === "" && fraction === "") return undefined;
    const digits = BigInt(`${whole}${fraction}` || "0") * 10n ** BigInt(scale);
    const scaled = power < 0 ? digits / base ** BigInt(-power) : digits * base ** BigInt(power);
    const nanos = scaled / 10n ** BigInt(fraction.length);
    return new Quantity(sign === "-" ? -nanos : nanos);
  }

  /** Returns the nearest number. */
  toNumber(): number {
    const one = 10n ** BigInt(scale);
    return Number(this.nanos / one) + Number(this.nanos % one) / Number(one);
  }

  /** Returns -1 if this amount is smaller than `other`, 1 if it is larger, 0 if both are equal. */
  compareTo(other: Quantity): bigint {
    if (this.nanos === other.nanos) return 0n;
    return this.nanos < other.nanos ? -1n : 1n;
  }

  /** Returns the sum. */
  add(other: Quantity): Quantity {
    return new Quantity(this.nanos + other.nanos);
  }

  /** Returns whether the amount is a whole number. */
  isInteger(): boolean {
    return this.nanos % 10n ** BigInt(scale) === 0n;
  }

  /** @throws Error if it is not a whole number, as Kubernetes does. */
  asInteger(): bigint {
    if (!this.isInteger()) throw new Error("the quantity is not a whole number");
    return this.nanos / 10n ** BigInt(scale);
  }
}

/**
 * Returns the amount in a manifest's field, such as `8`, `"8"`, `"500m"` or `"200Gi"`. Undefined if it is not a
 * quantity.
 */
export function quantityOf(value: Json | undefined): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" ? Quantity.parse(value)?.toNumber() : undefined;
}
