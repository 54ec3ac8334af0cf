import { describe, expect, it } from "vitest";
import { ArgoCd } from "../../../components/argoCd/argoCd";
import { argoCdValues } from "../../../components/argoCd/values";
import { waitsFor } from "../../support/graph";
import { only, recordComponent } from "../../support/record";
import { serviceContext, there } from "../../support/service";

const metrics = { serviceMonitors: true };
const projectType = "kubernetes:argoproj.io/v1alpha1:AppProject";

function argoCd() {
  return recordComponent(
    () =>
      new ArgoCd(
        "a",
        serviceContext({ mirror: { git: "https://git.example" } }),
        { monitoringCrds: there },
        { platform: { repositories: ["https://github.com/kubeflow/trainer"], namespaces: ["kubeflow"] } },
      ),
  );
}

describe("ArgoCd", () => {
  it("creates the platform's project with its repositories and namespaces after Argo CD", async () => {
    const resources = await argoCd();
    const project = only(resources, projectType);
    expect(project.inputs).toMatchObject({
      metadata: { name: "platform", namespace: "argocd" },
      spec: {
        sourceRepos: ["https://git.example/github.com/kubeflow/trainer"],
        destinations: [{ server: "https://kubernetes.default.svc", namespace: "kubeflow" }],
      },
    });
    expect(waitsFor(resources, project, only(resources, "kubernetes:helm.sh/v3:Release"))).toBe(true);
  });
});

describe("argoCdValues", () => {
  const args = { namespace: "argocd", mirror: {}, metrics };
  const values = argoCdValues({ ...args, replicas: 2 });

  it("disable all logins by default", () => {
    expect(values.configs).toEqual({
      cm: { "admin.enabled": false, "exec.enabled": false },
      rbac: { "policy.default": "", "policy.csv": "" },
    });
    expect([values.dex.enabled, values.notifications.enabled]).toEqual([false, false]);
  });

  it("set replicas and disruption budgets where several replicas work", () => {
    const replicated = [values.server, values.repoServer, values.applicationSet];
    for (const part of replicated) {
      expect(part).toMatchObject({ replicas: 2, pdb: { enabled: true, maxUnavailable: 1 } });
    }
    expect(values.controller.replicas).toBe(1);
    expect(argoCdValues({ ...args, replicas: 1 }).server.pdb.enabled).toBe(false);
  });

  it("replicate Redis if there are at least three replicas", () => {
    expect(values).not.toHaveProperty("redis-ha");
    expect(argoCdValues({ ...args, replicas: 3 })["redis-ha"]).toMatchObject({ enabled: true });
  });

  it("set resources of each pod, and place all pods on the system nodes", () => {
    const pods = [
      values.controller,
      values.server,
      values.repoServer,
      values.applicationSet,
      values.redis,
      values.redisSecretInit,
    ];
    for (const { resources } of pods) expect(Object.keys(resources)).toEqual(["requests", "limits"]);
    expect(values.global).toMatchObject({ nodeSelector: { "mlops.platform/pool": "system" } });
  });

  it("use the mirror's images, and create no network policies", () => {
    const { global, redis } = argoCdValues({ ...args, replicas: 1, mirror: { images: "registry.example" } });
    expect(global.image.repository).toBe("registry.example/quay.io/argoproj/argocd");
    expect(redis.image.repository).toBe("registry.example/public.ecr.aws/docker/library/redis");
    expect(global.networkPolicy.create).toBe(false);
  });
});
