import type { NetworkArgs } from "../../../components/network/network";
import { parseCidr } from "../../../core/network/cidr";

/** A network of two zones with one NAT gateway, and what a test changes of it. */
export function networkArgs(changes: Partial<NetworkArgs> = {}): NetworkArgs {
  const cidr = parseCidr("10.20.0.0/16");
  if (!cidr) throw new Error("not a block");
  return {
    account: { accountId: "111122223333", region: "eu-west-1" },
    cidr,
    zones: ["eu-west-1a", "eu-west-1b"],
    natGateways: "single",
    interfaceEndpoints: [],
    flowLogs: {
      logGroupName: "/aws/vpc/test/flow-logs",
      encryptionKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/logs",
      retentionDays: 7,
      deletionProtection: false,
    },
    clusterName: "test",
    ...changes,
  };
}
