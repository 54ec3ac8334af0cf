import { stringify } from "yaml";
import type { TemplateText, ValuePath } from "../../core/charts/standIn";
import type { Json } from "../../core/json/json";
import { standInMark } from "./standInMark";

/** Text of a template as a YAML string. Its actions run before YAML is read, so that double quotes in them are free. */
export function quoted(text: TemplateText): string {
  if (text.includes("'")) throw new Error(`a template's text cannot hold a single quote: ${text}`);
  return `'${text}'`;
}

/** A value as templates look it up: names with a hyphen, as subcharts have, are no fields to them. */
export function lookup(path: ValuePath): string {
  const names = path.split(".");
  if (names.every((name) => /^\w+$/.test(name))) return `.Values.${path}`;
  return `(index .Values ${names.map((name) => `"${name}"`).join(" ")})`;
}

/** Lines of a key, taken whole from the values; none where those have nothing. */
export function slot(indent: number, key: string, values: ValuePath): string[] {
  const space = " ".repeat(indent);
  return [
    `${space}{{- with ${lookup(values)} }}`,
    `${space}${key}:`,
    `${space}  {{- toYaml . | nindent ${indent + 2} }}`,
    `${space}{{- end }}`,
  ];
}

/** As `slot`, and `false` is something too. */
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

/** Lines of a value that stands in the template itself. */
export function written(indent: number, key: string, value: Json): string[] {
  return stringify({ [key]: value }, { lineWidth: 0, aliasDuplicateObjects: false })
    .trimEnd()
    .split("\n")
    .map((line) => " ".repeat(indent) + line);
}

/** Lines that are there only where all these values are true. */
export function onlyWith(paths: readonly ValuePath[], lines: readonly string[]): string[] {
  const [first, ...others] = paths.map(lookup);
  if (first === undefined) return [...lines];
  const condition = others.length === 0 ? first : `and ${[first, ...others].join(" ")}`;
  return [`{{- if ${condition} }}`, ...lines, "{{- end }}"];
}

/** Templates that every stand-in uses. */
export const helpers = `{{- define "standIn.labels" -}}
helm.sh/chart: '{{ .Chart.Name }}-{{ .Chart.Version }}'
app.kubernetes.io/managed-by: '{{ .Release.Service }}'
${standInMark}: "true"
{{- end -}}

{{- /* Gives each term that has none a label selector of its own. */ -}}
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

{{- /* Takes out what could be secret. */ -}}
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

/** What the chart was given, as Helm has merged it with the defaults: for whoever looks, and for tests. */
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
