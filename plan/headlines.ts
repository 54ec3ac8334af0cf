import type { Registration } from "../core/graph/registration";
import type { Json, JsonObject } from "../core/json/json";
import { objectOf } from "../core/json/reading";

/** The most important input of a type, which the tree shows beside a resource's name. */
const headlines: Readonly<Record<string, (inputs: JsonObject) => Json | undefined>> = {
  "aws:cloudwatch/logGroup:LogGroup": ({ retentionInDays }) => `${text(retentionInDays)} days`,
  "aws:ec2/subnet:Subnet": ({ cidrBlock }) => cidrBlock,
  "aws:ec2/vpc:Vpc": ({ cidrBlock }) => cidrBlock,
  "aws:eks/accessEntry:AccessEntry": ({ principalArn }) => text(principalArn).replace(/^.*:/, ""),
  "aws:eks/addon:Addon": ({ addonVersion }) => addonVersion,
  "aws:eks/cluster:Cluster": ({ version }) => `Kubernetes ${text(version)}`,
  "aws:eks/nodeGroup:NodeGroup": ({ instanceTypes, scalingConfig }) => {
    const first = Array.isArray(instanceTypes) ? text(instanceTypes[0]) : "";
    const { minSize, maxSize } = objectOf(scalingConfig);
    return `${text(minSize)} to ${text(maxSize)} × ${first}`;
  },
};

/** Returns the most important input of a resource, or undefined. */
export function headline({ type, inputs }: Pick<Registration, "type" | "inputs">): string | undefined {
  const value = headlines[type]?.(inputs);
  return typeof value === "string" ? value : undefined;
}

function text(value: Json | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "?";
}
