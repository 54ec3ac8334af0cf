import type {
  Placement,
  ServiceAccount,
  ServicePort,
  Workload,
  WorkloadAutoscaler,
  WorkloadService,
} from "../../core/charts/standIn";
import { standInKey } from "./standInKey";
import { field, ifAll, lookup, quoted, slot, written } from "./template";

/** Returns the template of a workload and its objects. Placement and size come from the same values as upstream. */
export function workloadTemplate(workload: Workload): string {
  const { serviceAccount, service, disruptionBudget, autoscaler, enabled } = workload;
  const objects = [
    controllerLines(workload),
    ...(serviceAccount ? [ifAll(serviceAccount.create, accountLines(workload, serviceAccount))] : []),
    ...(service ? [serviceLines(workload, service)] : []),
    ...(disruptionBudget ? [budgetLines(workload, disruptionBudget)] : []),
    ...(autoscaler ? [ifAll([autoscaler.enabled], autoscalerLines(workload, autoscaler))] : []),
  ];
  const documents = objects.flatMap((lines) => ["---", ...lines]);
  const lines = [...selectorLines(workload), ...ifAll(enabled === undefined ? [] : [enabled], documents)];
  return `${lines.join("\n")}\n`;
}

/** Returns the named template of the selector, which labels, selectors and affinities share. */
function selectorLines(workload: Workload): string[] {
  const labels = Object.entries(workload.selector).map(([key, value]) => `${key}: ${quoted(value)}`);
  return [`{{- define "${selectorName(workload)}" -}}`, ...labels, "{{- end -}}"];
}

function selectorName({ container }: Workload): string {
  return `standIn.selector.${container}`;
}

function selector(workload: Workload, indent: number): string {
  return `${" ".repeat(indent)}{{- include "${selectorName(workload)}" . | nindent ${indent} }}`;
}

function metadataLines({ namespace }: Workload, name: string, labels: readonly string[] = []): string[] {
  return [
    "metadata:",
    `  name: ${quoted(name)}`,
    `  namespace: ${quoted(namespace ?? "{{ .Release.Namespace }}")}`,
    "  labels:",
    '    {{- include "standIn.labels" . | nindent 4 }}',
    ...labels,
  ];
}

function controllerLines(workload: Workload): string[] {
  const { kind, name, replicas, strategy } = workload;
  return [
    "apiVersion: apps/v1",
    `kind: ${kind}`,
    ...metadataLines(workload, name, [selector(workload, 4)]),
    "spec:",
    ...(replicas === undefined ? [] : [`  replicas: {{ ${lookup(replicas)} }}`]),
    ...(strategy === undefined ? [] : slot(2, kind === "Deployment" ? "strategy" : "updateStrategy", strategy)),
    ...(kind === "StatefulSet" ? [`  serviceName: ${quoted(workload.service?.name ?? name)}`] : []),
    "  selector:",
    "    matchLabels:",
    selector(workload, 6),
    "  template:",
    "    metadata:",
    "      labels:",
    // The chart's version is not among the labels, because a new version would replace all pods.
    `        ${standInKey}: "true"`,
    selector(workload, 8),
    "    spec:",
    ...podLines(workload),
  ];
}

function podLines(workload: Workload): string[] {
  const { serviceAccount, priorityClassName, podSecurityContext, hostNetwork, hostPaths, placement } = workload;
  const volumes = Object.entries(hostPaths ?? {}).map(([name, path]) => ({ name, hostPath: { path } }));
  return [
    ...(serviceAccount ? [`      serviceAccountName: ${quoted(serviceAccount.name)}`] : []),
    `      priorityClassName: ${quoted(priorityClassName)}`,
    ...(hostNetwork ? ["      hostNetwork: true"] : []),
    ...(podSecurityContext === undefined ? [] : slot(6, "securityContext", podSecurityContext)),
    ...containerLines(workload),
    ...placementLines(workload, placement),
    ...(volumes.length > 0 ? written(6, "volumes", volumes) : []),
  ];
}

function containerLines({ container, image, ports, securityContext, hostPaths, resources }: Workload): string[] {
  const mounts = Object.entries(hostPaths ?? {}).map(([name, mountPath]) => ({ name, mountPath }));
  return [
    "      containers:",
    `        - name: ${quoted(container)}`,
    `          image: ${quoted(image)}`,
    ...(ports.length > 0 ? ["          ports:"] : []),
    ...ports.flatMap(({ name, port }) => [
      `            - containerPort: ${port}`,
      ...(name === undefined ? [] : [`              name: ${name}`]),
    ]),
    ...(securityContext === undefined ? [] : written(10, "securityContext", securityContext)),
    ...slot(10, "resources", resources),
    ...(mounts.length > 0 ? written(10, "volumeMounts", mounts) : []),
  ];
}

function placementLines(workload: Workload, placement: Placement): string[] {
  const { nodeSelector, affinity, fixedAffinity, topologySpreadConstraints, completesSelectors } = placement;
  const labels = `"labels" (include "${selectorName(workload)}" . | fromYaml)`;
  const complete = (template: string, key: string, values: string) =>
    completesSelectors ? [`      {{- include "${template}" (dict "${key}" ${lookup(values)} ${labels}) }}`] : [];
  return [
    ...(nodeSelector === undefined ? [] : slot(6, "nodeSelector", nodeSelector)),
    ...tolerationLines(placement),
    ...(fixedAffinity ? written(6, "affinity", fixedAffinity) : []),
    ...(affinity === undefined
      ? []
      : [...complete("standIn.completeAffinity", "affinity", affinity), ...slot(6, "affinity", affinity)]),
    ...(topologySpreadConstraints === undefined
      ? []
      : [
          ...complete("standIn.completeTerms", "terms", topologySpreadConstraints),
          ...slot(6, "topologySpreadConstraints", topologySpreadConstraints),
        ]),
  ];
}

function tolerationLines({ tolerations, alwaysTolerates }: Placement): string[] {
  if (!alwaysTolerates) return tolerations === undefined ? [] : slot(6, "tolerations", tolerations);
  const always = written(6, "tolerations", [...alwaysTolerates]);
  if (tolerations === undefined) return always;
  return [
    ...always,
    `        {{- with ${lookup(tolerations)} }}`,
    "        {{- toYaml . | nindent 8 }}",
    "        {{- end }}",
  ];
}

function accountLines(workload: Workload, { name }: ServiceAccount): string[] {
  return ["apiVersion: v1", "kind: ServiceAccount", ...metadataLines(workload, name)];
}

function serviceLines(workload: Workload, { name, ports, annotations, fields = {} }: WorkloadService): string[] {
  return [
    "apiVersion: v1",
    "kind: Service",
    ...metadataLines(workload, name),
    ...(annotations === undefined ? [] : slot(2, "annotations", annotations)),
    "spec:",
    ...Object.entries(fields).flatMap(([key, values]) => field(2, key, values)),
    "  selector:",
    selector(workload, 4),
    ...(typeof ports === "string" ? slot(2, "ports", ports) : ["  ports:", ...ports.flatMap(portLines)]),
  ];
}

function portLines({ name, port, target }: ServicePort): string[] {
  return [`    - name: ${quoted(name)}`, `      port: ${port}`, `      targetPort: ${target}`];
}

function autoscalerLines(workload: Workload, { name, minReplicas, maxReplicas, cpu }: WorkloadAutoscaler): string[] {
  return [
    "apiVersion: autoscaling/v2",
    "kind: HorizontalPodAutoscaler",
    ...metadataLines(workload, name),
    "spec:",
    ...written(2, "scaleTargetRef", { apiVersion: "apps/v1", kind: workload.kind }),
    `    name: ${quoted(workload.name)}`,
    `  minReplicas: {{ ${lookup(minReplicas)} }}`,
    `  maxReplicas: {{ ${lookup(maxReplicas)} }}`,
    "  metrics:",
    "    - type: Resource",
    "      resource:",
    "        name: cpu",
    "        target:",
    "          type: Utilization",
    `          averageUtilization: {{ ${lookup(cpu)} }}`,
  ];
}

function budgetLines(
  workload: Workload,
  { name, maxUnavailable }: NonNullable<Workload["disruptionBudget"]>,
): string[] {
  return [
    "apiVersion: policy/v1",
    "kind: PodDisruptionBudget",
    ...metadataLines(workload, name),
    "spec:",
    `  maxUnavailable: {{ ${lookup(maxUnavailable)} }}`,
    "  selector:",
    "    matchLabels:",
    selector(workload, 6),
  ];
}
