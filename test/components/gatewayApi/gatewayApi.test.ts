import { describe, expect, it } from "vitest";
import { ArgoProject, type ArgoProjectArgs } from "../../../components/argoCd/argoProject";
import { kustomization } from "../../../components/gatewayApi/facts";
import { GatewayApi, gatewayApiSource } from "../../../components/gatewayApi/gatewayApi";
import { only, recordComponent } from "../../support/record";
import { serviceContext } from "../../support/service";

const applicationType = "kubernetes:argoproj.io/v1alpha1:Application";

function gatewayApi(changes: Partial<ArgoProjectArgs> = {}) {
  return recordComponent(() => {
    const project = new ArgoProject("p", {
      project: "platform",
      description: "All",
      repositories: [gatewayApiSource.repository],
      namespaces: [gatewayApiSource.namespace],
      mirror: {},
      ...changes,
    });
    return new GatewayApi("g", serviceContext(), { argoCd: { ready: [], project } });
  });
}

describe("GatewayApi", () => {
  it("is one Application with upstream's standard CRDs at the pinned tag", async () => {
    const resources = await gatewayApi();
    expect(only(resources, applicationType).inputs.spec).toMatchObject({
      destination: { namespace: "argocd" },
      source: {
        repoURL: "https://github.com/kubernetes-sigs/gateway-api",
        targetRevision: kustomization.version,
        path: "config/crd",
      },
    });
  });

  // Run against upstream's repository by hand: kustomize v5.8.1 changes all eight CRDs, and nothing else.
  it("keeps its CRDs when the Application is deleted, with a patch without a name", async () => {
    expect(only(await gatewayApi(), applicationType).inputs.spec).toMatchObject({
      source: {
        kustomize: {
          patches: [
            {
              target: { kind: "CustomResourceDefinition" },
              patch:
                '[{"op":"add","path":"/metadata/annotations/argocd.argoproj.io~1sync-options","value":"Delete=false,Prune=false"},' +
                '{"op":"add","path":"/metadata/annotations/argocd.argoproj.io~1compare-options","value":"IgnoreExtraneous"}]',
            },
          ],
        },
      },
    });
  });

  it("rejects a project that does not list its repository", async () => {
    await expect(gatewayApi({ repositories: [] })).rejects.toThrow(
      "the repository of Application gateway-api must be one of project platform: https://github.com/kubernetes-sigs/gateway-api is not listed",
    );
  });
});
