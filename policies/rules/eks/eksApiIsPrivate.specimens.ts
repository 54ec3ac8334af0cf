import { specimens } from "../../specimen";
import { cluster } from "../../specimens/cluster";
import { rule } from "./eksApiIsPrivate";

const opensApi = "must not open the API to the whole Internet";
const noNetworks = "must list networks, or EKS opens the API to the whole Internet";
const open = (publicAccessCidrs: string[]) => [
  cluster({ vpcConfig: { endpointPublicAccess: true, publicAccessCidrs } }),
];

export default specimens(rule, {
  passing: [
    { of: "a private API", stack: [cluster()] },
    { of: "a public API with one listed network", stack: open(["192.0.2.0/24"]) },
    {
      of: "a private API with an unused list of networks",
      stack: [cluster({ vpcConfig: { endpointPublicAccess: false, publicAccessCidrs: [] } })],
    },
  ],
  failing: [
    ...["0.0.0.0/0", "128.0.0.0/1", "::/0", "::0/0"].map((cidr) => ({
      of: `a public API for ${cidr}`,
      stack: open(["192.0.2.0/24", cidr]),
      says: `vpcConfig.publicAccessCidrs[1]: ${opensApi}`,
    })),
    {
      of: "a public API with an empty list of networks",
      stack: open([]),
      says: `vpcConfig.publicAccessCidrs: ${noNetworks}`,
    },
    {
      of: "a public API with EKS's default",
      stack: [cluster({ vpcConfig: { endpointPublicAccess: true } })],
      says: `vpcConfig.publicAccessCidrs: ${noNetworks}`,
    },
    {
      of: "an API without a private endpoint",
      stack: [cluster({ vpcConfig: { endpointPrivateAccess: false } })],
      says: "vpcConfig.endpointPrivateAccess: must be true, or nodes reach the API over the Internet",
    },
  ],
});
