import { specimens } from "../../specimen";
import { cluster } from "../../specimens/cluster";
import { rule } from "./eksApiIsPrivate";

const anyNetwork = "opens the API to the whole Internet";
const open = (publicAccessCidrs: string[]) => [
  cluster({ vpcConfig: { endpointPublicAccess: true, publicAccessCidrs } }),
];

export default specimens(rule, {
  passing: [
    { of: "a private API", stack: [cluster()] },
    { of: "an API for one network", stack: open(["192.0.2.0/24"]) },
    {
      of: "a private API, whoever might come otherwise",
      stack: [cluster({ vpcConfig: { endpointPublicAccess: false, publicAccessCidrs: [] } })],
    },
  ],
  failing: [
    ...["0.0.0.0/0", "128.0.0.0/1", "::/0", "::0/0"].map((cidr) => ({
      of: `an API for ${cidr}`,
      stack: open(["192.0.2.0/24", cidr]),
      says: `vpcConfig.publicAccessCidrs[1]: ${anyNetwork}`,
    })),
    {
      of: "an API for no network, which is everybody",
      stack: open([]),
      says: `vpcConfig.publicAccessCidrs: names no network: EKS ${anyNetwork}`,
    },
    {
      of: "an API for everybody, as EKS makes one",
      stack: [cluster({ vpcConfig: { endpointPublicAccess: true } })],
      says: `vpcConfig.publicAccessCidrs: names no network: EKS ${anyNetwork}`,
    },
    {
      of: "an API without a private way",
      stack: [cluster({ vpcConfig: { endpointPrivateAccess: false } })],
      says: "vpcConfig.endpointPrivateAccess: is off: nodes reach the API over the Internet",
    },
  ],
});
