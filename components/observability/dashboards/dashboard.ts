/** Unit of a value in Grafana: https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/valueFormats */
type Unit = "short" | "percent" | "percentunit" | "celsius" | "watt" | "mbytes";

/** A query of a panel, whose result is a line, a number or a column. */
interface Query {
  /** PromQL expression. It may use the dashboard's variables, and `$__rate_interval` as a range. */
  readonly expression: string;
  /** Template of the name of each series, such as `{{node}}`. @default - its labels */
  readonly legend?: string;
}

/** Colour of values from `from` upwards. */
export interface Step {
  readonly from: number;
  readonly color: "green" | "yellow" | "orange" | "red";
}

interface Panel {
  /** Series over time, one current value, or a table of current values. */
  readonly kind: "timeseries" | "stat" | "table";
  readonly title: string;
  /** Explanation for a reader who does not know the metric. @default - none */
  readonly description?: string;
  readonly unit: Unit;
  readonly queries: readonly Query[];
  /** Width in columns, of 24. @default - 4 for a number, else 12 */
  readonly width?: number;
  /** Maximum of the scale. @default - the largest value */
  readonly maximum?: number;
  /** Colours of values. @default - one colour */
  readonly steps?: readonly Step[];
}

/** Panels below one heading. */
export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** A variable that the reader selects at the top of the dashboard: one, several or all values of a label. */
interface Variable {
  readonly name: string;
  readonly label: string;
  /** Metric whose series have the label. */
  readonly metric: string;
  /** The label. */
  readonly of: string;
}

export interface Dashboard {
  /** Identifier of the dashboard in links. It must not change. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly variables: readonly Variable[];
  readonly rows: readonly Row[];
}

/** The data source that the chart `kube-prometheus-stack` creates. */
const dataSource = { type: "prometheus", uid: "prometheus" } as const;

const columns = 24;
const heights = { timeseries: 8, stat: 4, table: 8 } as const;
const widths = { timeseries: 12, stat: 4, table: 12 } as const;

/**
 * Returns Grafana's JSON model of a dashboard:
 * https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/
 */
export function dashboardJson({ uid, title, description, tags, variables, rows }: Dashboard) {
  return {
    uid,
    title,
    description,
    tags,
    schemaVersion: 42,
    timezone: "browser",
    editable: false,
    refresh: "1m",
    time: { from: "now-6h", to: "now" },
    templating: { list: variables.map(variableJson) },
    panels: placed(rows).map(({ panel, place }, index) => ({ id: index + 1, gridPos: place, ...panel })),
  };
}

function variableJson({ name, label, metric, of }: Variable) {
  const query = `label_values(${metric}, ${of})`;
  return {
    type: "query",
    name,
    label,
    datasource: dataSource,
    query: { query, refId: name },
    definition: query,
    // Reloaded when the time range changes, because nodes are added and removed.
    refresh: 2,
    sort: 1,
    multi: true,
    includeAll: true,
    // An empty label counts too: a GPU without a pod has no namespace.
    allValue: ".*",
    current: { text: "All", value: "$__all" },
  };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/**
 * Returns all panels with their places: row by row, and from left to right. The highest panel of a line sets its
 * height.
 */
function placed(rows: readonly Row[]) {
  let top = 0;
  return rows.flatMap(({ title, panels }) => {
    const heading = { panel: headingJson(title), place: { x: 0, y: top, w: columns, h: 1 } };
    const below = linesOf(panels, top + 1);
    top = below.reduce((bottom, { place }) => Math.max(bottom, place.y + place.h), top + 1);
    return [heading, ...below.map(({ panel, place }) => ({ panel: panelJson(panel), place }))];
  });
}

function linesOf(panels: readonly Panel[], top: number): { panel: Panel; place: Place }[] {
  let x = 0;
  let y = top;
  let lineHeight = 0;
  return panels.map((panel) => {
    const w = panel.width ?? widths[panel.kind];
    const h = heights[panel.kind];
    if (x + w > columns) {
      x = 0;
      y += lineHeight;
      lineHeight = 0;
    }
    const place = { x, y, w, h };
    x += w;
    lineHeight = Math.max(lineHeight, h);
    return { panel, place };
  });
}

function headingJson(title: string) {
  return { type: "row", title, collapsed: false, panels: [] };
}

function panelJson(panel: Panel) {
  const { kind, title, description, unit, queries, maximum, steps } = panel;
  return {
    type: kind,
    title,
    ...(description !== undefined && { description }),
    datasource: dataSource,
    targets: queries.map((query, index) => targetJson(query, index, kind)),
    fieldConfig: {
      defaults: {
        unit,
        min: 0,
        ...(maximum !== undefined && { max: maximum }),
        ...(steps && { color: { mode: "thresholds" }, thresholds: thresholdsJson(steps) }),
      },
      overrides: [],
    },
    options: optionsJson[kind],
    ...(kind === "table" && { transformations: labelsAsColumns }),
  };
}

function targetJson({ expression, legend }: Query, index: number, kind: Panel["kind"]) {
  const over = kind === "timeseries";
  return {
    refId: String.fromCharCode("A".charCodeAt(0) + index),
    datasource: dataSource,
    expr: expression,
    range: over,
    instant: !over,
    ...(kind === "table" && { format: "table" }),
    ...(legend !== undefined && { legendFormat: legend }),
  };
}

/** Returns Grafana's thresholds. Grafana requires a colour for values below the first step. */
function thresholdsJson(steps: readonly Step[]) {
  const [first] = steps;
  const base = { color: first?.from === 0 ? first.color : "green", value: null };
  const rest = steps.filter(({ from }) => from !== 0).map(({ from, color }) => ({ color, value: from }));
  return { mode: "absolute", steps: [base, ...rest] };
}

const optionsJson = {
  timeseries: {
    legend: { displayMode: "table", placement: "right", showLegend: true, calcs: ["lastNotNull", "max"] },
    tooltip: { mode: "multi", sort: "desc" },
  },
  stat: { reduceOptions: { calcs: ["lastNotNull"] }, colorMode: "value", graphMode: "none" },
  table: { showHeader: true, cellHeight: "sm" },
} as const;

const labelsAsColumns = [{ id: "organize", options: { excludeByName: { Time: true } } }] as const;
