import { resource, specimens } from "../../specimen";
import { tags } from "../../specimens/baseStack";
import { rule } from "./noOpenSecurityGroups";

const group = (ingress: { [field: string]: string | number | string[] }) =>
  resource("aws:ec2/securityGroup:SecurityGroup", "clients", {
    description: "PostgreSQL from its clients",
    vpcId: "vpc-1",
    ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, ...ingress }],
    tags,
  });

const ingressRule = (from: { [field: string]: string }) =>
  resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "clients-database", {
    securityGroupId: "sg-1",
    ipProtocol: "tcp",
    fromPort: 5432,
    toPort: 5432,
    ...from,
    tags,
  });

const oldRule = (type: string) =>
  resource("aws:ec2/securityGroupRule:SecurityGroupRule", "clients-old", {
    securityGroupId: "sg-1",
    type,
    protocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrBlocks: ["10.0.0.0/16", "0.0.0.0/0"],
  });

export default specimens(rule, {
  passing: [
    { title: "a group that allows one network", stack: [group({ cidrBlocks: ["10.0.0.0/8"] })] },
    { title: "a rule that allows another group", stack: [ingressRule({ referencedSecurityGroupId: "sg-2" })] },
    { title: "an egress rule", stack: [oldRule("egress")] },
  ],
  failing: [
    {
      title: "a group that allows the whole Internet",
      stack: [group({ cidrBlocks: ["0.0.0.0/0"] })],
      message: "ingress[0].cidrBlocks[0]: must not allow ingress from the whole Internet",
    },
    {
      title: "a group that allows all of IPv6",
      stack: [group({ ipv6CidrBlocks: ["::/0"] })],
      message: "ingress[0].ipv6CidrBlocks[0]: must not allow ingress from the whole Internet",
    },
    {
      title: "a rule that allows half of the Internet",
      stack: [ingressRule({ cidrIpv4: "128.0.0.0/1" })],
      message: "cidrIpv4: must not allow ingress from the whole Internet",
    },
    {
      title: "a SecurityGroupRule that allows the whole Internet",
      stack: [oldRule("ingress")],
      message: "cidrBlocks[1]: must not allow ingress from the whole Internet",
    },
  ],
});
