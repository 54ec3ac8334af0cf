import { acceleratorResources } from "../../core/kubernetes/accelerators";
import { acceleratorLabel } from "../../core/kubernetes/labels";
import { acceleratorTypes } from "../acceleratorTypes";
import { celLiteral } from "../cel/literal";

/** In CEL, how many of the accelerators `k` each container asks for. `dyn`: by a plain 0 Kubernetes takes text for a number too. */
function acceleratorsOf(containers: string): string {
  return `${containers}.map(c, quantity(string(c.?resources.?limits[?k].or(c.?resources.?requests[?k]).orValue(dyn(0)))))
    .filter(q, q.isInteger()).map(q, q.asInteger())`;
}

/**
 * What rules have in common, in CEL: `variables.containers`. Kubernetes evaluates them as our own evaluator does, each at
 * most once an object and only where it is read.
 */
export const variables = {
  /** The pod's template, or the pod. */
  podTemplate: `object.kind == 'Pod' ? object
    : object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template
    : object.spec.template`,
  podSpec: "variables.podTemplate.spec",
  podLabels: "variables.podTemplate.?metadata.?labels.orValue({})",
  podAnnotations: "variables.podTemplate.?metadata.?annotations.orValue({})",
  mainContainers: "variables.podSpec.?containers.orValue([])",
  initContainers: "variables.podSpec.?initContainers.orValue([])",
  ephemeralContainers: "variables.podSpec.?ephemeralContainers.orValue([])",
  /** Those that can ask for resources. */
  sizedContainers: "variables.mainContainers + variables.initContainers",
  /** All of them: a debugger's container too is one. */
  containers: "variables.sizedContainers + variables.ephemeralContainers",
  volumes: "variables.podSpec.?volumes.orValue([])",
  /** Those whose image somebody has named: controllers fill in the others. */
  imageContainers: "variables.containers.filter(c, c.?image.orValue('') != '')",
  acceleratorKeys: celLiteral(Object.values(acceleratorResources)),
  /** What of them the pod asks for. */
  accelerators: `variables.acceleratorKeys.filter(k, variables.sizedContainers.exists(c,
    k in c.?resources.?limits.orValue({}) || k in c.?resources.?requests.orValue({})))`,
  /** Sidecars: they start among the init containers and stay beside the main ones. */
  lastingInitContainers: "variables.initContainers.filter(c, c.?restartPolicy.orValue('') == 'Always')",
  passingInitContainers: "variables.initContainers.filter(c, c.?restartPolicy.orValue('') != 'Always')",
  /**
   * How many accelerators the pod is given, as Kubernetes counts: the most that one init container asks for or all main
   * ones together, and sidecars besides. It counts for an init container only sidecars that start before it, we all.
   */
  acceleratorCount: `variables.acceleratorKeys.map(k,
    ([${acceleratorsOf("variables.mainContainers")}.sum()] + ${acceleratorsOf("variables.passingInitContainers")}).max()
      + ${acceleratorsOf("variables.lastingInitContainers")}.sum()).sum()`,
  nodeSelector: "variables.podSpec.?nodeSelector.orValue({})",
  /** Alternatives of nodes, of which one has to hold. */
  nodeTerms: `variables.podSpec.?affinity.?nodeAffinity.?requiredDuringSchedulingIgnoredDuringExecution
    .?nodeSelectorTerms.orValue([])`,
  tolerations: "variables.podSpec.?tolerations.orValue([])",
  labels: "object.metadata.?labels.orValue({})",
  annotations: "object.metadata.?annotations.orValue({})",
  /** Of a Role: null is what the API server shows for none. */
  rules: "has(object.rules) && dyn(object.rules) != null ? object.rules : []",
  /** Of an InferenceService: the version that is served, and its canaries. */
  predictors: `(object.?spec.?predictor.hasValue() ? [object.spec.predictor] : [])
    + object.?spec.?canary.orValue([]).filter(c, has(c.predictor)).map(c, c.predictor)`,
  /** Of a NodePool. */
  nodeTemplate: "object.?spec.?template.?spec.orValue({})",
  nodeLabels: "object.?spec.?template.?metadata.?labels.orValue({})",
  nodeRequirements: "variables.nodeTemplate.?requirements.orValue([])",
  /** Types of instances that a NodePool names. */
  nodeTypes: `variables.nodeRequirements
    .filter(r, r.?key.orValue('') == 'node.kubernetes.io/instance-type' && r.?operator.orValue('') == 'In')`,
  /** Whether a NodePool's nodes have accelerators: its label, its types or its requirements say so. */
  acceleratorNodes: `'${acceleratorLabel}' in variables.nodeLabels
    || variables.nodeTypes.exists(r, r.?values.orValue([]).exists(type, type.matches('${acceleratorTypes}')))
    || variables.nodeRequirements.exists(r, r.?key.orValue('').matches('^karpenter[.]k8s[.]aws/instance-(gpu|accelerator)-')
      && r.?operator.orValue('') in ['In', 'Exists', 'Gt', 'Gte'])`,
  namespaceAnnotations: "namespaceObject == null ? {} : namespaceObject.metadata.?annotations.orValue({})",
} as const satisfies Readonly<Record<string, string>>;

export type VariableName = keyof typeof variables;

/** The variables that an expression reads, and those that they read, each after what it reads. */
export function variablesIn(expression: string): VariableName[] {
  const found: VariableName[] = [];
  const visit = (text: string) => {
    for (const [, name = ""] of text.matchAll(/\bvariables\.(\w+)/g)) {
      if (!isVariable(name)) throw new Error(`variables.${name} is none of policies/kubernetes/variables.ts`);
      if (found.includes(name)) continue;
      visit(variables[name]);
      found.push(name);
    }
  };
  visit(expression);
  return found;
}

function isVariable(name: string): name is VariableName {
  return Object.hasOwn(variables, name);
}
