/** Purchase option of an instance. EC2 has separate quotas for each. */
export type Purchase = "onDemand" | "spot";

/** An EC2 quota on the vCPUs of running instances of some families. AWS raises it on request, for each region. */
export interface Ec2Quota {
  /** Code of the quota in Service Quotas. */
  readonly code: string;
  /** Name of the quota in Service Quotas. */
  readonly name: string;
  /** Quota of a new account, in vCPUs. */
  readonly initial: number;
}

const standard = "Standard (A, C, D, H, I, M, R, T, Z)";

/**
 * Quotas by group of instance families, with the names, codes and initial values of
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html. AWS does not publish a spot quota for
 * P6: the table uses P5's, which may differ.
 */
const quotas = {
  standard: {
    onDemand: { code: "L-1216C47A", name: `Running On-Demand ${standard} instances`, initial: 5 },
    spot: { code: "L-34B43A08", name: `All ${standard} Spot Instance Requests`, initial: 5 },
  },
  gAndVt: {
    onDemand: { code: "L-DB2E81BA", name: "Running On-Demand G and VT instances", initial: 0 },
    spot: { code: "L-3819A6DF", name: "All G and VT Spot Instance Requests", initial: 0 },
  },
  p: {
    onDemand: { code: "L-417A185B", name: "Running On-Demand P instances", initial: 0 },
    spot: { code: "L-7212CCBC", name: "All P4, P3 and P2 Spot Instance Requests", initial: 0 },
  },
  p5: {
    onDemand: { code: "L-417A185B", name: "Running On-Demand P instances", initial: 0 },
    spot: { code: "L-C4BD4855", name: "All P5 Spot Instance Requests", initial: 0 },
  },
  inf: {
    onDemand: { code: "L-1945791B", name: "Running On-Demand Inf instances", initial: 0 },
    spot: { code: "L-B5D1601B", name: "All Inf Spot Instance Requests", initial: 0 },
  },
  trn: {
    onDemand: { code: "L-2C3B7624", name: "Running On-Demand Trn instances", initial: 0 },
    spot: { code: "L-6B0D517C", name: "All Trn Spot Instance Requests", initial: 0 },
  },
  dl: {
    onDemand: { code: "L-6E869C2A", name: "Running On-Demand DL instances", initial: 0 },
    spot: { code: "L-85EED4F7", name: "All DL Spot Instance Requests", initial: 0 },
  },
  x: {
    onDemand: { code: "L-7295265B", name: "Running On-Demand X instances", initial: 0 },
    spot: { code: "L-E3A00192", name: "All X Spot Instance Requests", initial: 0 },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Purchase, Ec2Quota>>>>;

/** Prefixes of instance types and their quotas. The first prefix that matches applies. */
const families: readonly (readonly [RegExp, keyof typeof quotas])[] = [
  [/^p[56]/, "p5"],
  [/^p\d/, "p"],
  [/^(g|gr|vt)\d/, "gAndVt"],
  [/^inf\d/, "inf"],
  [/^trn\d/, "trn"],
  [/^dl\d/, "dl"],
  [/^x\d/, "x"],
  [/^(a|c|d|h|i|im|is|m|r|t|z)\d/, "standard"],
];

/** Returns the quota of an instance type, or undefined for a family that is not in the table. */
export function ec2Quota(instanceType: string, purchase: Purchase): Ec2Quota | undefined {
  const found = families.find(([pattern]) => pattern.test(instanceType));
  return found && quotas[found[1]][purchase];
}
