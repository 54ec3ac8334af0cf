import type { Monthly } from "../cost/cost";

/** `$1,234`, and `$1.23` below a hundred. Independent of the locale, so texts are equal on every machine. */
export function dollars(amount: number): string {
  const size = Math.abs(amount);
  if (size < 0.005) return "$0";
  const text = size < 99.995 ? size.toFixed(2) : String(Math.round(size)).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${amount <= -0.005 ? "−" : ""}$${text}`;
}

/** `+$12.00`, `−$12.00`, `unchanged`. */
export function dollarsMore(amount: number): string {
  if (Math.abs(amount) < 0.005) return "unchanged";
  return amount > 0 ? `+${dollars(amount)}` : dollars(amount);
}

/** `$120 a month ($100 to $300)`, without a range if there is none. */
export function monthlyText({ minimum, expected, maximum }: Monthly): string {
  const range = minimum === maximum ? "" : ` (${dollars(minimum)} to ${dollars(maximum)})`;
  return `${dollars(expected)} a month${range}`;
}
