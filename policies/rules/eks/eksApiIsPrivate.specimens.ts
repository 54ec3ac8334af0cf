import { specimens } from "../../specimen";
import { cluster } from "../../specimens/cluster";
import { rule } from "./eksApiIsPrivate";

const opensApi = "must not open the API to the whole Internet";
const noNetworks = "must list networks; otherwise EKS opens the API to the whole Internet";
const open = (publicAccessCidrs: string[]) => [
  cluster({ vpcConfig: { endpointPublicAccess: true, publicAccessCidrs } }),
];

export default specimens(rule, {
  passing: [
    { title: "a private API", stack: [cluster()] },
    { title: "a public API with one listed network", stack: open(["192.0.2.0/24"]) },
    {
      title: "a private API with an unused list of networks",
      stack: [cluster({ vpcConfig: { endpointPublicAccess: false, publicAccessCidrs: [] } })],
    },
  ],
  failing: [
    ...["0.0.0.0/0", "128.0.0.0/1", "::/0", "::0/0"].map((cidr) => ({
      title: `a public API for ${cidr}`,
      stack: open(["192.0.2.0/24", cidr]),
      message: `vpcConfig.publicAccessCidrs[1]: ${opensApi}`,
    })),
    {
      title: "a public API with an empty list of networks",
      stack: open([]),
      message: `vpcConfig.publicAccessCidrs: ${noNetworks}`,
    },
    {
      title: "a public API with EKS's default",
      stack: [cluster({ vpcConfig: { endpointPublicAccess: true } })],
      message: `vpcConfig.publicAccessCidrs: ${noNetworks}`,
    },
    {
      title: "an API without a private endpoint",
      stack: [cluster({ vpcConfig: { endpointPrivateAccess: false } })],
      message: "vpcConfig.endpointPrivateAccess: must be true; otherwise nodes reach the API over the Internet",
    },
  ],
});
