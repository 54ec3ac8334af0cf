import { valuesAt } from "../../../core/changes/differences";
import { isJsonObject, type Json, type JsonObject } from "../../../core/json/json";
import type { PlannedResource } from "../../document";
import { headline } from "../../headlines";

/** The most important inputs of further types, which the tree does not show. */
const facts: Readonly<Record<string, (inputs: JsonObject) => string | undefined>> = {
  "aws:ecr/repository:Repository": ({ name }) => text(name),
  "aws:elasticache/replicationGroup:ReplicationGroup": ({ nodeType }) => text(nodeType),
  "aws:rds/instance:Instance": ({ engine, engineVersion, instanceClass, multiAz }) =>
    [text(engine), text(engineVersion), text(instanceClass), multiAz === true ? "in two zones" : ""]
      .filter(Boolean)
      .join(" "),
  "aws:s3/bucket:Bucket": ({ bucket }) => text(bucket),
  "kubernetes:helm.sh/v3:Release": ({ chart, version }) =>
    [text(chart)?.split("/").at(-1), text(version)].filter(Boolean).join(" "),
  "kubernetes:karpenter.sh/v1:NodePool": ({ spec }) => nodePool(spec),
};

/** Returns the most important input of a resource, or undefined. */
export function factOf(resource: PlannedResource): string | undefined {
  return headline(resource) ?? facts[resource.type]?.(resource.inputs);
}

/** Resources that limit a pool, as people name them. */
const limitNames: Readonly<Record<string, string>> = { cpu: "vCPUs", gpu: "GPUs", neuron: "Neuron devices" };

/** `g6.xlarge and 2 more, up to 4 GPUs, spot or on-demand`. */
function nodePool(spec: Json | undefined): string {
  const limits = valuesAt(spec, ["limits"]).filter(isJsonObject)[0] ?? {};
  const most = Object.entries(limits).map(([resource, amount]) => {
    const name = resource.replace(/^.*\//, "");
    return `${text(amount)} ${limitNames[name] ?? name}`;
  });
  const types = requirement(spec, "node.kubernetes.io/instance-type");
  const capacity = requirement(spec, "karpenter.sh/capacity-type").join(" or ");
  const others = types.length > 1 ? `${types[0]} and ${types.length - 1} more` : (types[0] ?? "");
  return [others, most.length > 0 ? `up to ${most.join(", ")}` : "", capacity].filter(Boolean).join(", ");
}

function requirement(spec: Json | undefined, key: string): string[] {
  return valuesAt(spec, ["template", "spec", "requirements"])
    .flat()
    .filter(isJsonObject)
    .filter((one) => one.key === key)
    .flatMap(({ values }) => (Array.isArray(values) ? values.map(String) : []));
}

function text(value: Json | undefined): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && !value.startsWith("[") ? value : undefined;
}
