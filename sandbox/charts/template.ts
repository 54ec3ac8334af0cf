import { stringify } from "yaml";
import type { TemplateText, ValuePath } from "../../core/charts/standIn";
import type { Json } from "../../core/json/json";
import { standInKey } from "./standInKey";

/**
 * Returns a template text as a YAML string. Helm runs the actions before it parses YAML, so they may contain double
 * quotes.
 */
export function quoted(text: TemplateText): string {
  if (text.includes("'")) throw new Error(`a template's text cannot hold a single quote: ${text}`);
  return `'${text}'`;
}

/** Returns the template expression of a value. Names with a hyphen, as of subcharts, need `index`. */
export function lookup(path: ValuePath): string {
  const names = path.split(".");
  if (names.every((name) => /^\w+$/.test(name))) return `.Values.${path}`;
  return `(index .Values ${names.map((name) => `"${name}"`).join(" ")})`;
}

/** Returns lines that render a key from the values. They render nothing if the value is empty. */
export function slot(indent: number, key: string, values: ValuePath): string[] {
  const space = " ".repeat(indent);
  return [
    `${space}{{- with ${lookup(values)} }}`,
    `${space}${key}:`,
    `${space}  {{- toYaml . | nindent ${indent + 2} }}`,
    `${space}{{- end }}`,
  ];
}

/** Like `slot`, but also renders `false`. */
export function field(indent: number, key: string, values: ValuePath): string[] {
  const space = " ".repeat(indent);
  const value = lookup(values);
  return [
    `${space}{{- if or ${value} (kindIs "bool" ${value}) }}`,
    `${space}${key}:`,
    `${space}  {{- toYaml ${value} | nindent ${indent + 2} }}`,
    `${space}{{- end }}`,
  ];
}

/** Returns lines with a fixed value. */
export function written(indent: number, key: string, value: Json): string[] {
  return stringify({ [key]: value }, { lineWidth: 0, aliasDuplicateObjects: false })
    .trimEnd()
    .split("\n")
    .map((line) => " ".repeat(indent) + line);
}

/** Returns lines that render only if all these values are true. */
export function ifAll(paths: readonly ValuePath[], lines: readonly string[]): string[] {
  const [first, ...others] = paths.map(lookup);
  if (first === undefined) return [...lines];
  const condition = others.length === 0 ? first : `and ${[first, ...others].join(" ")}`;
  return [`{{- if ${condition} }}`, ...lines, "{{- end }}"];
}

/** Templates that every stand-in uses. */
export const helpers = `{{- define "standIn.labels" -}}
helm.sh/chart: '{{ .Chart.Name }}-{{ .Chart.Version }}'
app.kubernetes.io/managed-by: '{{ .Release.Service }}'
${standInKey}: "true"
{{- end -}}

{{- /* Adds the workload's labels as the selector to each term without one. */ -}}
{{- define "standIn.completeTerms" -}}
{{- $labels := .labels -}}
{{- range $term := .terms -}}
{{- $holder := default $term $term.podAffinityTerm -}}
{{- if not (hasKey $holder "labelSelector") -}}
{{- $_ := set $holder "labelSelector" (dict "matchLabels" $labels) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "standIn.completeAffinity" -}}
{{- $labels := .labels -}}
{{- $affinity := default dict .affinity -}}
{{- range $name := list "podAffinity" "podAntiAffinity" -}}
{{- $rules := default dict (get $affinity $name) -}}
{{- range $terms := values $rules -}}
{{- include "standIn.completeTerms" (dict "terms" $terms "labels" $labels) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Redacts values that could be secret. */ -}}
{{- define "standIn.redact" -}}
{{- if kindIs "map" . -}}
{{- range $key, $value := . -}}
{{- if regexMatch "(?i)password|secret|token" $key -}}
{{- $_ := set $ $key "[secret]" -}}
{{- else -}}
{{- include "standIn.redact" $value -}}
{{- end -}}
{{- end -}}
{{- else if kindIs "slice" . -}}
{{- range . -}}
{{- include "standIn.redact" . -}}
{{- end -}}
{{- end -}}
{{- end -}}
`;

/** Stores the values of the release, merged with the defaults, for debugging and for tests. */
export const valuesTemplate = `{{- $values := deepCopy .Values -}}
{{- include "standIn.redact" $values -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: '{{ .Release.Name }}-stand-in-values'
  namespace: '{{ .Release.Namespace }}'
  labels:
    {{- include "standIn.labels" . | nindent 4 }}
data:
  values.yaml: |
    {{- toYaml $values | nindent 4 }}
`;
