import { Environment } from "@marcbachmann/cel-js";
import { Quantity } from "../../core/kubernetes/quantities";

/**
 * The parts of Kubernetes' admission CEL that rules use: optional fields, `join`, `sum` and `max` of lists, `find` and
 * `quantity`. A rule that calls another function fails its specimens here before it reaches a cluster. `test/e2e` shows
 * on a real API server that both give the same verdicts.
 *
 * Functions: https://kubernetes.io/docs/reference/using-api/cel/.
 */
function environment(): Environment {
  return new Environment({
    unlistedVariablesAreDyn: true,
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
  })
    .registerType("Quantity", Quantity)
    .registerFunction("quantity(string): Quantity", quantityOf)
    .registerFunction("isQuantity(string): bool", (text: string) => Quantity.parse(text) !== undefined)
    .registerFunction(
      "Quantity.isGreaterThan(Quantity): bool",
      (one: Quantity, other: Quantity) => one.compareTo(other) > 0n,
    )
    .registerFunction(
      "Quantity.isLessThan(Quantity): bool",
      (one: Quantity, other: Quantity) => one.compareTo(other) < 0n,
    )
    .registerFunction("Quantity.compareTo(Quantity): int", (one: Quantity, other: Quantity) => one.compareTo(other))
    .registerFunction("Quantity.add(Quantity): Quantity", (one: Quantity, other: Quantity) => one.add(other))
    .registerFunction("Quantity.isInteger(): bool", (one: Quantity) => one.isInteger())
    .registerFunction("Quantity.asInteger(): int", (one: Quantity) => one.asInteger())
    .registerFunction("list.sum(): int", (numbers: readonly bigint[]) => numbers.reduce((sum, one) => sum + one, 0n))
    .registerFunction("list.max(): int", (numbers: readonly bigint[]) => greatest(numbers))
    .registerFunction(
      "string.find(string): string",
      (text: string, pattern: string) => new RegExp(pattern, "u").exec(text)?.[0] ?? "",
    );
}

const shared = environment();
const parsed = new Map<string, (context: object) => unknown>();

/** Evaluates a CEL expression. Each expression is parsed once. */
export function evaluate(expression: string, context: object): unknown {
  let program = parsed.get(expression);
  if (!program) {
    program = shared.parse(expression);
    parsed.set(expression, program);
  }
  return program(context);
}

/** @throws Error for an empty list, as Kubernetes does. */
function greatest(numbers: readonly bigint[]): bigint {
  let [most, ...rest] = numbers;
  if (most === undefined) throw new Error("max of an empty list");
  for (const one of rest) if (one > most) most = one;
  return most;
}

function quantityOf(text: string): Quantity {
  const quantity = Quantity.parse(text);
  if (!quantity) throw new Error(`"${text}" must be a Kubernetes quantity, such as 500m or 1Gi`);
  return quantity;
}
