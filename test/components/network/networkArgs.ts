import type { NetworkArgs } from "../../../components/network/network";
import { parseCidr } from "../../../core/network/cidr";

/** A network of two zones with one NAT gateway, and what a test changes of it. */
export function networkArgs(changes: Partial<NetworkArgs> = {}): NetworkArgs {
  const cidr = parseCidr("10.20.0.0/16");
  if (!cidr) throw new Error("not a block");
  return {
    account: { accountId: "111122223333", region: "us-west-2" },
    cidr,
    zones: ["us-west-2a", "us-west-2b"],
    natGateways: "single",
    interfaceEndpoints: [],
    flowLogs: {
      logGroupName: "/aws/vpc/test/flow-logs",
      encryptionKeyArn: "arn:aws:kms:us-west-2:111122223333:key/logs",
      retentionDays: 7,
      deletionProtection: false,
    },
    clusterName: "test",
    ...changes,
  };
}
