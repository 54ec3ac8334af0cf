import { acceleratorResources } from "../../core/kubernetes/accelerators";
import { acceleratorLabel } from "../../core/kubernetes/labels";
import { acceleratorTypes } from "../acceleratorTypes";
import { celLiteral } from "../cel/literal";

/**
 * Returns CEL for the number of accelerators `k` of each container. Without `dyn`, Kubernetes would expect every value
 * to be a number.
 */
function acceleratorsOf(containers: string): string {
  return `${containers}.map(c, quantity(string(c.?resources.?limits[?k].or(c.?resources.?requests[?k]).orValue(dyn(0)))))
    .filter(q, q.isInteger()).map(q, q.asInteger())`;
}

/**
 * CEL variables that all rules can read, such as `variables.containers`. Kubernetes and the evaluator of the plan
 * evaluate each at most once per object, and only if it is read.
 */
export const variables = {
  /** The pod template of an object, or the Pod itself. */
  podTemplate: `object.kind == 'Pod' ? object
    : object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template
    : object.spec.template`,
  podSpec: "variables.podTemplate.spec",
  podLabels: "variables.podTemplate.?metadata.?labels.orValue({})",
  podAnnotations: "variables.podTemplate.?metadata.?annotations.orValue({})",
  mainContainers: "variables.podSpec.?containers.orValue([])",
  initContainers: "variables.podSpec.?initContainers.orValue([])",
  ephemeralContainers: "variables.podSpec.?ephemeralContainers.orValue([])",
  /** Containers that can request resources. */
  sizedContainers: "variables.mainContainers + variables.initContainers",
  /** All containers, including debug containers. */
  containers: "variables.sizedContainers + variables.ephemeralContainers",
  volumes: "variables.podSpec.?volumes.orValue([])",
  /** Containers with an image. Controllers set the others. */
  imageContainers: "variables.containers.filter(c, c.?image.orValue('') != '')",
  acceleratorKeys: celLiteral(Object.values(acceleratorResources)),
  /** The accelerator resources that the pod requests. */
  accelerators: `variables.acceleratorKeys.filter(k, variables.sizedContainers.exists(c,
    k in c.?resources.?limits.orValue({}) || k in c.?resources.?requests.orValue({})))`,
  /** Sidecars, which start with the init containers and run beside the main containers. */
  lastingInitContainers: "variables.initContainers.filter(c, c.?restartPolicy.orValue('') == 'Always')",
  passingInitContainers: "variables.initContainers.filter(c, c.?restartPolicy.orValue('') != 'Always')",
  /**
   * Number of accelerators of the pod, as Kubernetes counts: the maximum of each init container and of the sum of all
   * main containers, plus all sidecars. Kubernetes adds to an init container only the sidecars that start before it.
   */
  acceleratorCount: `variables.acceleratorKeys.map(k,
    ([${acceleratorsOf("variables.mainContainers")}.sum()] + ${acceleratorsOf("variables.passingInitContainers")}).max()
      + ${acceleratorsOf("variables.lastingInitContainers")}.sum()).sum()`,
  nodeSelector: "variables.podSpec.?nodeSelector.orValue({})",
  /** Terms of the required node affinity, one of which must match. */
  nodeTerms: `variables.podSpec.?affinity.?nodeAffinity.?requiredDuringSchedulingIgnoredDuringExecution
    .?nodeSelectorTerms.orValue([])`,
  tolerations: "variables.podSpec.?tolerations.orValue([])",
  labels: "object.metadata.?labels.orValue({})",
  annotations: "object.metadata.?annotations.orValue({})",
  /** Rules of a Role. The API server returns null for an empty list. */
  rules: "has(object.rules) && dyn(object.rules) != null ? object.rules : []",
  /** Predictors of an InferenceService: the stable version and its canaries. */
  predictors: `(object.?spec.?predictor.hasValue() ? [object.spec.predictor] : [])
    + object.?spec.?canary.orValue([]).filter(c, has(c.predictor)).map(c, c.predictor)`,
  /** The node template of a NodePool. */
  nodeTemplate: "object.?spec.?template.?spec.orValue({})",
  nodeLabels: "object.?spec.?template.?metadata.?labels.orValue({})",
  nodeRequirements: "variables.nodeTemplate.?requirements.orValue([])",
  /** Requirements of a NodePool that list instance types. */
  nodeTypes: `variables.nodeRequirements
    .filter(r, r.?key.orValue('') == 'node.kubernetes.io/instance-type' && r.?operator.orValue('') == 'In')`,
  /** Whether the nodes of a NodePool have accelerators, by its label, its instance types or its requirements. */
  acceleratorNodes: `'${acceleratorLabel}' in variables.nodeLabels
    || variables.nodeTypes.exists(r, r.?values.orValue([]).exists(type, type.matches('${acceleratorTypes}')))
    || variables.nodeRequirements.exists(r, r.?key.orValue('').matches('^karpenter[.]k8s[.]aws/instance-(gpu|accelerator)-')
      && r.?operator.orValue('') in ['In', 'Exists', 'Gt', 'Gte'])`,
  namespaceAnnotations: "namespaceObject == null ? {} : namespaceObject.metadata.?annotations.orValue({})",
} as const satisfies Readonly<Record<string, string>>;

export type VariableName = keyof typeof variables;

/**
 * Returns the variables that an expression reads, directly or through others, each after those that it reads itself.
 *
 * @throws Error if a variable does not exist.
 */
export function variablesIn(expression: string): VariableName[] {
  const found: VariableName[] = [];
  const visit = (text: string) => {
    for (const [, name = ""] of text.matchAll(/\bvariables\.(\w+)/g)) {
      if (!isVariable(name)) throw new Error(`variables.${name} must be defined in policies/kubernetes/variables.ts`);
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
