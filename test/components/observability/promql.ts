import { parser } from "@prometheus-io/lezer-promql";

/** What Grafana puts in before it asks Prometheus. */
const grafanaRange = /\$__(rate_)?interval/g;

/** What an expression says, as Prometheus' own grammar reads it. */
export interface ParsedExpression {
  /** Pieces that fit no rule of the grammar; none where the expression is well formed. */
  readonly errors: readonly string[];
  readonly metrics: readonly string[];
}

/**
 * Parses PromQL. It checks the syntax only, not the types of arguments, such as ranges.
 */
export function parsePromql(text: string): ParsedExpression {
  const expression = text.replace(grafanaRange, "5m");
  const errors: string[] = [];
  const metrics: string[] = [];
  parser.parse(expression).iterate({
    enter: ({ type, from, to, node }) => {
      if (type.isError) errors.push(`at ${from}: ${JSON.stringify(expression.slice(from, Math.max(to, from + 20)))}`);
      if (type.name === "Identifier" && node.parent?.type.name === "VectorSelector") {
        metrics.push(expression.slice(from, to));
      }
    },
  });
  return { errors, metrics };
}
