import { z } from "zod";
import table from "./instanceTypes.json";

const accelerator = z.strictObject({
  /** `l4`, `h100`, `trainium`: the value of the accelerator label. */
  name: z.string(),
  manufacturer: z.enum(["nvidia", "aws"]),
  count: z.int().positive(),
  /** Memory of one, as EC2 sells it: the driver sees somewhat less. */
  memoryMebibytesEach: z.int().positive(),
  /** What pods ask for: `nvidia.com/gpu`, `aws.amazon.com/neuron`. */
  resource: z.string(),
});

const instanceType = z.strictObject({
  type: z.string(),
  vcpus: z.int().positive(),
  memoryMebibytes: z.int().positive(),
  architecture: z.enum(["amd64", "arm64"]),
  accelerator: accelerator.nullable(),
  /** Elastic Fabric Adapters at most; 0 where there are none. */
  efaInterfaces: z.int().nonnegative(),
  localDiskGigabytes: z.number().nonnegative(),
  /** Pods at most, with the network add-on's defaults. */
  maximumPods: z.int().positive(),
  /** Linux, on demand, us-east-1; null where no list price is known, which is not zero. */
  onDemandUsdPerHour: z.number().positive().nullable(),
});

/** An EC2 instance type. */
export type InstanceType = Readonly<z.output<typeof instanceType>>;

/** The accelerators of an instance type. */
export type Accelerator = Readonly<z.output<typeof accelerator>>;

const catalogue = z
  .strictObject({
    /** Day of the prices. */
    asOf: z.iso.date(),
    region: z.string(),
    /** Day on which the sources were read. */
    checked: z.iso.date(),
    sources: z.array(z.string()),
    instanceTypes: z.array(instanceType),
  })
  .parse(table);

const byName = new Map(catalogue.instanceTypes.map((entry) => [entry.type, entry]));

/** Day, region and sources of the catalogue. */
export const catalogueOrigin: Readonly<Omit<typeof catalogue, "instanceTypes">> = catalogue;

/** Every instance type of the catalogue. Pools, settings, prices and simulated nodes know no other. */
export const instanceTypes: readonly InstanceType[] = catalogue.instanceTypes;

/** An instance type by name, or undefined where the catalogue lacks it. */
export function findInstanceType(name: string): InstanceType | undefined {
  return byName.get(name);
}
