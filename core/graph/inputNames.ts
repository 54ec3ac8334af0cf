import { isPlainObject } from "../schema/issue";
import { nearest } from "../text/nearest";
import table from "./inputNames.generated.json";

/**
 * Types of the resources that a transform can change, except custom kinds of Kubernetes. `npm run generate` reads them.
 */
export const transformedTypes = [
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/vpc:Vpc",
  "aws:efs/fileSystem:FileSystem",
  "aws:eks/addon:Addon",
  "aws:eks/cluster:Cluster",
  "aws:eks/nodeGroup:NodeGroup",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:kms/key:Key",
  "aws:rds/instance:Instance",
  "aws:s3/bucket:Bucket",
  "kubernetes:apps/v1:Deployment",
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
  "kubernetes:batch/v1:CronJob",
  "kubernetes:batch/v1:Job",
  "kubernetes:core/v1:Service",
  "kubernetes:helm.sh/v3:Release",
] as const;

export type TransformedType = (typeof transformedTypes)[number];

/** A type of a custom kind of Kubernetes, such as `kubernetes:karpenter.sh/v1:NodePool`. */
export type CustomKind = `kubernetes:${string}:${string}`;

/** Inputs of an object by name. The value is the index of the inputs of its objects, or null. */
type InputNames = Readonly<Record<string, number | null>>;

const types: Readonly<Record<string, number>> = table.types;
const objects: readonly InputNames[] = table.objects.map((names): InputNames => ({ ...names }));

/** An input that its resource type does not have. */
export interface UnknownInput {
  /** Keys and indexes that lead to the input. */
  readonly path: readonly PropertyKey[];
  /** Name of the input that was probably meant. */
  readonly suggestion: string | undefined;
}

/**
 * Returns the inputs that the resource type does not have. Outputs, maps and the fields of custom kinds below `spec`
 * are not checked.
 */
export function unknownInputs(type: TransformedType | CustomKind, inputs: object): UnknownInput[] {
  const index = types[type];
  return unknownIn(index === undefined ? customKind : namesAt(index), inputs, []);
}

/** Fields of every custom kind of Kubernetes, with the metadata of built-in kinds. */
const customKind: InputNames = {
  apiVersion: null,
  kind: null,
  metadata: namesAt(types["kubernetes:core/v1:Service"] ?? -1).metadata ?? null,
  spec: null,
};

function namesAt(index: number): InputNames {
  const names = objects[index];
  if (!names)
    throw new Error(`core/graph/inputNames.generated.json must have an object ${index}: run npm run generate`);
  return names;
}

function unknownIn(names: InputNames, value: unknown, path: readonly PropertyKey[]): UnknownInput[] {
  if (Array.isArray(value)) return value.flatMap((element, index) => unknownIn(names, element, [...path, index]));
  if (!isPlainObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (inner === undefined) return [];
    const at = [...path, key];
    const index = Object.hasOwn(names, key) ? names[key] : undefined;
    if (index === undefined) return [{ path: at, suggestion: nearest(key, Object.keys(names)) }];
    return index === null ? [] : unknownIn(namesAt(index), inner, at);
  });
}
