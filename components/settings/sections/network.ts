import { z } from "zod";
import { addressRange, parseCidr } from "../../../core/network/cidr";
import { field } from "../../../core/schema/fields";
import { interfaceEndpointNames } from "../../network/endpointPolicy";
import { natModes } from "../../network/natGateways";
import { largestNetworkPrefix, smallestNetworkPrefix } from "../../network/subnetCidrs";
import type { Preset } from "../environments";
import { logRetentionDays } from "./logs";

/** `network`: the VPC, its egress and its flow logs. */
export function networkSection({ network }: Preset) {
  return z.strictObject({
    cidr: field(
      z.string().refine(isNetwork, {
        error: `must be a private IPv4 block from /${largestNetworkPrefix} to /${smallestNetworkPrefix} that starts at its first address`,
      }),
      {
        description:
          "IPv4 block of the VPC, nodes and pods included, /16 to /20. It must not overlap networks that will be connected to the VPC. Cannot be changed later.",
        example: "10.20.0.0/16",
        fix: "use a private block that no connected network uses, such as 10.20.0.0/16",
      },
    ).default("10.0.0.0/16"),
    natGateways: field(z.enum(natModes), {
      description:
        "NAT gateways for egress to the Internet: `none`, `single` (no egress if its zone fails), or `perZone` (survives the loss of a zone).",
      example: "single",
      cost: "33 USD a month for each gateway, and 0.045 USD for each GB",
    }).default(network.natGateways),
    interfaceEndpoints: field(z.array(z.enum(interfaceEndpointNames)), {
      description:
        "AWS services with an interface endpoint in the VPC. All of them are required if `natGateways` is `none`.",
      example: ["ecr.api", "ecr.dkr", "sts"],
      cost: "7.30 USD a month for each endpoint and zone, and 0.01 USD for each GB",
    }).default([...network.interfaceEndpoints]),
    flowLogRetentionDays: logRetentionDays("Retention of the VPC's flow logs, in days.").default(
      network.flowLogRetentionDays,
    ),
  });
}

function isNetwork(text: string): boolean {
  const cidr = parseCidr(text);
  const fits = cidr !== undefined && cidr.prefix >= largestNetworkPrefix && cidr.prefix <= smallestNetworkPrefix;
  return fits && ["private", "carrierGradeNat"].includes(addressRange(text));
}
