import { z } from "zod";
import { addressRange, parseCidr } from "../../../core/network/cidr";
import { field } from "../../../core/schema/fields";
import { interfaceEndpointNames } from "../../network/endpointPolicy";
import { natModes } from "../../network/natGateways";
import { largestNetworkPrefix, smallestNetworkPrefix } from "../../network/subnetCidrs";
import type { Preset } from "../environments";
import { logRetentionDays } from "./logs";

/** `network`: the VPC, its ways out and its records. */
export function networkSection({ network }: Preset) {
  return z.strictObject({
    cidr: field(
      z.string().refine(isNetwork, {
        error: `must be a private IPv4 block from /${largestNetworkPrefix} to /${smallestNetworkPrefix}, written by its first address`,
      }),
      {
        description:
          "Addresses of the network, pods included, /16 to /20. Must not overlap networks that it is ever to be connected with. Cannot be changed later.",
        example: "10.20.0.0/16",
        fix: "choose a free private block, such as 10.20.0.0/16",
      },
    ).default("10.0.0.0/16"),
    natGateways: field(z.enum(natModes), {
      description:
        "Ways out to the Internet: `none`, `single` (its zone's failure cuts all off), or `perZone` (survives it).",
      example: "single",
      cost: "33 USD a month each, and 0.045 USD for each GB",
    }).default(network.natGateways),
    interfaceEndpoints: field(z.array(z.enum(interfaceEndpointNames)), {
      description: "AWS services that are reached inside the network. Without NAT all of them are needed.",
      example: ["ecr.api", "ecr.dkr", "sts"],
      cost: "7.30 USD a month in each zone, for each",
    }).default([...network.interfaceEndpoints]),
    flowLogRetentionDays: logRetentionDays("Days for which records of the network's traffic are kept.").default(
      network.flowLogRetentionDays,
    ),
  });
}

function isNetwork(text: string): boolean {
  const cidr = parseCidr(text);
  const fits = cidr !== undefined && cidr.prefix >= largestNetworkPrefix && cidr.prefix <= smallestNetworkPrefix;
  return fits && ["private", "carrierGradeNat"].includes(addressRange(text));
}
