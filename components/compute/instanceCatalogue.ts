import { z } from "zod";
import table from "./instanceTypes.json";

const accelerator = z.strictObject({
  /** Value of the accelerator label: `l4`, `h100`, `trainium`. */
  name: z.string(),
  manufacturer: z.enum(["nvidia", "aws"]),
  count: z.int().positive(),
  /** Memory of one accelerator as EC2 advertises it, in MiB. The driver reports somewhat less. */
  memoryMebibytesEach: z.int().positive(),
  /** Resource that pods request: `nvidia.com/gpu`, `aws.amazon.com/neuron`. */
  resource: z.string(),
});

const instanceType = z.strictObject({
  type: z.string(),
  vcpus: z.int().positive(),
  memoryMebibytes: z.int().positive(),
  architecture: z.enum(["amd64", "arm64"]),
  accelerator: accelerator.nullable(),
  /** Maximum number of Elastic Fabric Adapters; 0 without support. */
  efaInterfaces: z.int().nonnegative(),
  localDiskGigabytes: z.number().nonnegative(),
  /** Maximum number of pods, with the defaults of `vpc-cni`. */
  maximumPods: z.int().positive(),
  /**
   * Price of Linux on demand in us-east-1, in USD for each hour; null if no list price is known, which does not mean
   * zero.
   */
  onDemandUsdPerHour: z.number().positive().nullable(),
});

/** An EC2 instance type. */
export type InstanceType = Readonly<z.output<typeof instanceType>>;

/** The accelerators of an instance type. */
export type Accelerator = Readonly<z.output<typeof accelerator>>;

const catalogue = z
  .strictObject({
    /** Date of the prices. */
    asOf: z.iso.date(),
    region: z.string(),
    /** Date on which the sources were read. */
    checked: z.iso.date(),
    sources: z.array(z.string()),
    instanceTypes: z.array(instanceType),
  })
  .parse(table);

const byName = new Map(catalogue.instanceTypes.map((entry) => [entry.type, entry]));

/** Date, region and sources of the catalogue. */
export const catalogueOrigin: Readonly<Omit<typeof catalogue, "instanceTypes">> = catalogue;

/** All instance types of the catalogue. Pools, settings, prices and simulated nodes support only these. */
export const instanceTypes: readonly InstanceType[] = catalogue.instanceTypes;

/** Returns an instance type by name, or undefined if it is not in the catalogue. */
export function findInstanceType(name: string): InstanceType | undefined {
  return byName.get(name);
}
