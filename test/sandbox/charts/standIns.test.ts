import { describe, expect, it } from "vitest";
import { charts } from "../../../components/services/charts";
import type { StandIn, Workload } from "../../../core/charts/standIn";
import { isJsonObject, type Json } from "../../../core/json/json";
import { standInChart } from "../../../sandbox/charts/standInChart";
import { loadStandIns } from "../../../sandbox/charts/standIns";
import { workloadTemplate } from "../../../sandbox/charts/workloadTemplate";

const workload: Workload = {
  kind: "Deployment",
  name: "{{ .Release.Name }}-server",
  enabled: "server.enabled",
  selector: { app: "server" },
  strategy: "server.strategy",
  replicas: "server.replicas",
  container: "server",
  image: "{{ .Values.image }}",
  ports: [{ name: "http", port: "{{ .Values.port }}" }, { port: "9000" }],
  resources: "server.resources",
  priorityClassName: "system-cluster-critical",
  placement: {
    nodeSelector: "nodeSelector",
    tolerations: "tolerations",
    alwaysTolerates: [{ operator: "Exists" }],
    topologySpreadConstraints: "spread",
    completesSelectors: true,
  },
  securityContext: { runAsNonRoot: true },
  hostPaths: { plugins: "/var/plugins" },
  serviceAccount: { name: "server", create: ["rbac.create", "account.create"] },
  service: { name: "server", ports: [{ name: "http", port: "80", target: "http" }] },
  disruptionBudget: { name: "server", maxUnavailable: "budget" },
};

describe("workloadTemplate", () => {
  it("renders the fields of upstream's template", () => {
    expect(workloadTemplate(workload)).toMatchInlineSnapshot(`
      "{{- define "standIn.selector.server" -}}
      app: 'server'
      {{- end -}}
      {{- if .Values.server.enabled }}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: '{{ .Release.Name }}-server'
        namespace: '{{ .Release.Namespace }}'
        labels:
          {{- include "standIn.labels" . | nindent 4 }}
          {{- include "standIn.selector.server" . | nindent 4 }}
      spec:
        replicas: {{ .Values.server.replicas }}
        {{- with .Values.server.strategy }}
        strategy:
          {{- toYaml . | nindent 4 }}
        {{- end }}
        selector:
          matchLabels:
            {{- include "standIn.selector.server" . | nindent 6 }}
        template:
          metadata:
            labels:
              mlops.platform/stand-in: "true"
              {{- include "standIn.selector.server" . | nindent 8 }}
          spec:
            serviceAccountName: 'server'
            priorityClassName: 'system-cluster-critical'
            containers:
              - name: 'server'
                image: '{{ .Values.image }}'
                ports:
                  - containerPort: {{ .Values.port }}
                    name: http
                  - containerPort: 9000
                securityContext:
                  runAsNonRoot: true
                {{- with .Values.server.resources }}
                resources:
                  {{- toYaml . | nindent 12 }}
                {{- end }}
                volumeMounts:
                  - name: plugins
                    mountPath: /var/plugins
            {{- with .Values.nodeSelector }}
            nodeSelector:
              {{- toYaml . | nindent 8 }}
            {{- end }}
            tolerations:
              - operator: Exists
              {{- with .Values.tolerations }}
              {{- toYaml . | nindent 8 }}
              {{- end }}
            {{- include "standIn.completeTerms" (dict "terms" .Values.spread "labels" (include "standIn.selector.server" . | fromYaml)) }}
            {{- with .Values.spread }}
            topologySpreadConstraints:
              {{- toYaml . | nindent 8 }}
            {{- end }}
            volumes:
              - name: plugins
                hostPath:
                  path: /var/plugins
      ---
      {{- if and .Values.rbac.create .Values.account.create }}
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: 'server'
        namespace: '{{ .Release.Namespace }}'
        labels:
          {{- include "standIn.labels" . | nindent 4 }}
      {{- end }}
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: 'server'
        namespace: '{{ .Release.Namespace }}'
        labels:
          {{- include "standIn.labels" . | nindent 4 }}
      spec:
        selector:
          {{- include "standIn.selector.server" . | nindent 4 }}
        ports:
          - name: 'http'
            port: 80
            targetPort: http
      ---
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata:
        name: 'server'
        namespace: '{{ .Release.Namespace }}'
        labels:
          {{- include "standIn.labels" . | nindent 4 }}
      spec:
        maxUnavailable: {{ .Values.budget }}
        selector:
          matchLabels:
            {{- include "standIn.selector.server" . | nindent 6 }}
      {{- end }}
      "
    `);
  });

  it("reads a Service's ports, annotations and other fields, and the replicas, from the values", () => {
    const text = workloadTemplate({
      ...workload,
      service: {
        name: "server",
        ports: "service.ports",
        annotations: "service.annotations",
        fields: { type: "service.type" },
      },
      autoscaler: { name: "server", enabled: "hpa.on", minReplicas: "hpa.min", maxReplicas: "hpa.max", cpu: "hpa.cpu" },
    });
    expect(text.slice(text.indexOf("kind: Service\n"), text.indexOf("kind: PodDisruptionBudget"))).toBe(`kind: Service
metadata:
  name: 'server'
  namespace: '{{ .Release.Namespace }}'
  labels:
    {{- include "standIn.labels" . | nindent 4 }}
  {{- with .Values.service.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- if or .Values.service.type (kindIs "bool" .Values.service.type) }}
  type:
    {{- toYaml .Values.service.type | nindent 4 }}
  {{- end }}
  selector:
    {{- include "standIn.selector.server" . | nindent 4 }}
  {{- with .Values.service.ports }}
  ports:
    {{- toYaml . | nindent 4 }}
  {{- end }}
---
apiVersion: policy/v1
`);
    expect(text.slice(text.indexOf("{{- if .Values.hpa.on }}"))).toBe(`{{- if .Values.hpa.on }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: 'server'
  namespace: '{{ .Release.Namespace }}'
  labels:
    {{- include "standIn.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: '{{ .Release.Name }}-server'
  minReplicas: {{ .Values.hpa.min }}
  maxReplicas: {{ .Values.hpa.max }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ .Values.hpa.cpu }}
{{- end }}
{{- end }}
`);
  });

  it("rejects text that would end the YAML string", () => {
    expect(() => workloadTemplate({ ...workload, name: "it's" })).toThrow(
      "a template's text cannot hold a single quote: it's",
    );
  });
});

const standIns = await loadStandIns();

describe("standIns", () => {
  it.each([...charts])("has one for %s, written from the pinned version", (chart, { version }) => {
    // If the pinned version has changed: compare upstream's templates of the new version, and update the stand-in.
    expect(standIns.get(chart)?.source).toContain(version);
  });

  it("has none for charts that the platform does not install", () => {
    expect([...standIns.keys()].filter((name) => !charts.has(name))).toEqual([]);
  });

  it.each([...standIns])("%s: each value that a template reads exists", (name, standIn) => {
    const text = templatesOf(name, standIn);
    const paths = [...text.matchAll(/\.Values\.([A-Za-z.]+)/g)].flatMap(([, path = ""]) => path);
    const broken = [...new Set(paths)].filter((path) => !isJsonObject(parentOf(standIn.values, path)));
    expect(broken).toEqual([]);
  });

  it.each([...standIns])("%s: each action is closed, and each object is labelled", (name, standIn) => {
    const text = templatesOf(name, standIn);
    const opened = [...text.matchAll(/\{\{-? (if|with|range|define) /g)].length;
    const closed = [...text.matchAll(/\{\{-? end -?\}\}/g)].length;
    expect(closed).toBe(opened);
    const objects = [...text.matchAll(/^kind: /gm)].length;
    const labelled = [...text.matchAll(/include "standIn.labels"|mlops\.platform\/stand-in: "true"/g)].length;
    expect(labelled).toBeGreaterThanOrEqual(objects);
  });
});

function templatesOf(name: string, standIn: StandIn): string {
  const files = [...standInChart(name, "1.0.0", standIn, [], "templates")].filter(([file]) =>
    file.startsWith("templates/"),
  );
  return files.map(([, content]) => content.toString("utf8")).join("\n");
}

/** Returns the value that contains the last part of a path. */
function parentOf(values: Json, path: string): Json | undefined {
  const parts = path.split(".").slice(0, -1);
  return parts.reduce<Json | undefined>((value, part) => (isJsonObject(value) ? value[part] : undefined), values);
}
