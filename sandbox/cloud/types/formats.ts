import type { JsonObject } from "../../../core/json/json";
import { textOrEmpty } from "../../../core/json/reading";
import { addressCount, formatAddress, parseCidr } from "../../../core/network/cidr";
import type { CloudView, Facts, Reference } from "../resourceType";

/** Returns an ARN such as `arn:aws:ec2:us-west-2:111122223333:vpc/vpc-0…`. */
export function arn({ account }: Pick<Facts, "account">, service: string, rest: string): string {
  return `arn:${account.partition}:${service}:${account.region}:${account.accountId}:${rest}`;
}

/** Returns an ARN of IAM, which has no region. */
export function globalArn({ account }: Pick<Facts, "account">, rest: string): string {
  return `arn:${account.partition}:iam::${account.accountId}:${rest}`;
}

/** Returns an id in the format of EC2: `vpc-` and 17 hexadecimal digits. */
export function ec2Id(facts: Pick<Facts, "hex">, prefix: string, label = "id"): string {
  return `${prefix}-0${facts.hex(`${prefix} ${label}`, 16)}`;
}

export function uuid({ hex }: Pick<Facts, "hex">, label: string): string {
  const digits = hex(label, 32);
  return [8, 13, 18, 23].reduce((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, digits);
}

/** Returns capital letters and digits, as in ids of IAM and RDS. */
export function capitals({ hex }: Pick<Facts, "hex">, label: string, length: number): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  return Array.from({ length }, (_, index) => alphabet[Number.parseInt(hex(`${label} ${index}`, 4), 16) % 32]).join("");
}

/** Returns the DNS suffix of AWS's endpoints, as in `https://sqs.us-west-2.amazonaws.com`. China has another suffix. */
export function dnsSuffix({ account }: Pick<Facts, "account">): string {
  return account.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

/** Returns an address in a subnet. Equal digits give equal addresses. AWS reserves the first addresses of a subnet. */
export function addressIn(cidr: string, digits: string): string {
  const block = parseCidr(cidr) ?? { base: 0x0a_00_00_00, prefix: 24 };
  return formatAddress(
    block.base + 4 + (Number.parseInt(digits.slice(0, 8), 16) % Math.max(1, addressCount(block) - 5)),
  );
}

/** Returns a public address in 198.18.0.0/15, which is reserved for benchmark tests. */
export function publicAddress(digits: string): string {
  const number = Number.parseInt(digits.slice(0, 4), 16);
  return `198.${18 + (number % 2)}.${Math.floor(number / 256)}.${Number.parseInt(digits.slice(4, 6), 16)}`;
}

/** Returns the zone id: `usw2-az1` for `us-west-2a`. */
export function zoneId(zone: string): string {
  const [, area = "", direction = "", number = "", letter = "a"] = /^(\w+)-(.+)-(\d+)([a-z])$/.exec(zone) ?? [];
  const short = direction.replace(/(north|south|east|west|central)/g, (word) => word.charAt(0));
  return `${area}${short}${number}-az${letter.charCodeAt(0) - 96}`;
}

/** Returns the VPC of subnets, or an empty text if it is unknown. */
export function vpcOf(cloud: CloudView, subnetIds: readonly string[]): string {
  const [first = ""] = subnetIds;
  const found = cloud.find(subnet, "id", first);
  return found ? textOrEmpty(found.outputs, "vpcId") : "";
}

/** Returns the availability zone of a subnet. */
export function zoneOf(cloud: CloudView, subnetId: string): string {
  const found = cloud.find(subnet, "id", subnetId);
  return found ? textOrEmpty(found.outputs, "availabilityZone") : "";
}

/** Returns the resource's address in a subnet. */
export function addressOf({ cloud, hex }: Facts, subnetId: string): string {
  const found = cloud.find(subnet, "id", subnetId);
  return addressIn(found ? textOrEmpty(found.outputs, "cidrBlock") : "10.0.0.0/24", hex(`address ${subnetId}`, 8));
}

/** Type tokens that several types refer to. */
export const vpc = "aws:ec2/vpc:Vpc";
export const subnet = "aws:ec2/subnet:Subnet";
export const securityGroup = "aws:ec2/securityGroup:SecurityGroup";
export const key = "aws:kms/key:Key";
export const role = "aws:iam/role:Role";
export const logGroup = "aws:cloudwatch/logGroup:LogGroup";
export const cluster = "aws:eks/cluster:Cluster";

/** Returns a reference to subnets. They cannot be deleted while this resource has network interfaces in them. */
export function subnets(from: string): Reference {
  return { from, to: subnet };
}

export function securityGroups(from: string): Reference {
  return { from, to: securityGroup };
}

/** Returns a reference to a KMS key by ARN or id. Keys that AWS manages always exist. */
export function keyed(from: string): Reference {
  return { from, to: key, by: ["arn", "id"], accepts: (name) => name.includes("alias/aws/") };
}

/** Returns a reference to a role by ARN. Roles from outside the program are accepted: see `CloudView.isForeignRole`. */
export function roleByArn(from: Reference["from"], onDeletion?: "refuse" | "follow"): Reference {
  return {
    from,
    to: role,
    by: ["arn"],
    accepts: (name, { cloud }) => !name.includes(":role/") || cloud.isForeignRole(name.split("/").at(-1) ?? name),
    ...(onDeletion && { onDeletion }),
  };
}

/** Returns the ARNs of a policy's principals. AWS rejects a policy that names a role that does not exist. */
export function principals(property: string): (inputs: JsonObject) => readonly string[] {
  return (inputs) =>
    [...textOrEmpty(inputs, property).matchAll(/"AWS":("[^"]*"|\[[^\]]*\])/g)].flatMap(([, listed = ""]) =>
      [...listed.matchAll(/"(arn:[^"]*:role\/[^"*]+)"/g)].map(([, found = ""]) => found),
    );
}
