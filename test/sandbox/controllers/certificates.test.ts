import { describe, expect, it } from "vitest";
import { certificates } from "../../../sandbox/controllers/certificates";
import { type Laboratory, laboratory, setReady } from "./fakeCluster";

const certificate = { apiVersion: "cert-manager.io/v1", kind: "Certificate", name: "web", namespace: "team" };
const authority = { ...certificate, name: "authority", namespace: "cert-manager" };
const selfSigned = { apiVersion: "cert-manager.io/v1", kind: "ClusterIssuer", name: "self-signed" };
const platform = { ...selfSigned, name: "platform" };
const secret = { apiVersion: "v1", kind: "Secret", name: "web-tls", namespace: "team" };
const values = { apiVersion: "v1", kind: "ConfigMap", name: "cert-manager-stand-in-values", namespace: "cert-manager" };
const operator = { kind: "Deployment", namespace: "cert-manager", name: "cert-manager" } as const;

const webSpec = {
  secretName: "web-tls",
  dnsNames: ["a.example", "b.example"],
  issuerRef: { kind: "ClusterIssuer", name: "platform", group: "cert-manager.io" },
};

/** Returns a self-signed authority, its issuer, and a certificate of that issuer. */
function chain(): Laboratory {
  const context = laboratory();
  setReady(context.api, operator);
  context.api.put(certificate, { spec: webSpec });
  context.api.put(platform, { spec: { ca: { secretName: "authority" } } });
  return context;
}

function completeChain(): Laboratory {
  const context = chain();
  context.api.put(selfSigned, { spec: { selfSigned: {} } });
  context.api.put(authority, {
    spec: { secretName: "authority", isCA: true, issuerRef: { kind: "ClusterIssuer", name: "self-signed" } },
  });
  return context;
}

async function settle(context: Laboratory): Promise<void> {
  for (let round = 0; round < 4; round += 1) await certificates.reconcile(context);
}

async function readyOf(context: Laboratory, reference: typeof selfSigned | typeof certificate) {
  return (await context.api.read(reference))?.status?.conditions;
}

describe("certificates", () => {
  it("are ready after their issuer, which is ready after the Secret of its authority exists", async () => {
    const context = completeChain();
    await settle(context);
    expect(await readyOf(context, platform)).toMatchObject([{ status: "True", reason: "KeyPairVerified" }]);
    expect(await readyOf(context, certificate)).toEqual([
      {
        type: "Ready",
        status: "True",
        reason: "Ready",
        message: "Certificate is up to date and has not expired",
        observedGeneration: 1,
        lastTransitionTime: "2026-02-03T04:05:06Z",
      },
    ]);
    const before = context.api.changes.length;
    await settle(context);
    expect(context.api.changes.length).toBe(before);
  });

  it("are not ready and have no Secret if the issuer is not ready, with the reason", async () => {
    const context = chain();
    await settle(context);
    expect(await readyOf(context, platform)).toMatchObject([
      {
        status: "False",
        reason: "ErrGetKeyPair",
        message: 'Error getting keypair for CA issuer: secret "authority" not found',
      },
    ]);
    expect(await readyOf(context, certificate)).toMatchObject([
      {
        status: "False",
        reason: "DoesNotExist",
        message: 'Issuing certificate as Secret does not exist: ClusterIssuer "platform" is not ready',
      },
    ]);
    expect(await context.api.read(secret)).toBeUndefined();
  });

  it("use an Issuer of their own namespace only", async () => {
    const context = laboratory();
    const issuer = { ...selfSigned, kind: "Issuer", name: "local", namespace: "other" };
    context.api.put(issuer, { spec: { selfSigned: {} } });
    context.api.put(certificate, { spec: { ...webSpec, issuerRef: { name: "local" } } });
    await settle(context);
    expect(await readyOf(context, certificate)).toMatchObject([{ status: "False" }]);
    context.api.put({ ...issuer, namespace: "team" }, { spec: { selfSigned: {} } });
    await settle(context);
    expect(await readyOf(context, certificate)).toMatchObject([{ status: "True" }]);
  });

  it("have a Secret with upstream's type and annotations, and without a real key", async () => {
    const context = completeChain();
    await settle(context);
    const found = await context.api.read(secret);
    expect(found).toMatchObject({
      type: "kubernetes.io/tls",
      metadata: {
        annotations: { "cert-manager.io/certificate-name": "web", "cert-manager.io/alt-names": "a.example,b.example" },
      },
    });
    expect(found?.metadata).not.toHaveProperty("ownerReferences");
    const text = (what: string) => Buffer.from(`sandbox: no ${what}, for team/web\n`).toString("base64");
    expect(found).toHaveProperty("data", {
      "ca.crt": text("authority"),
      "tls.crt": text("certificate"),
      "tls.key": text("private key"),
    });
  });

  it.each<[string, (context: Laboratory) => void]>([
    [
      "the stand-in's values say so",
      ({ api }) => api.put(values, { data: { "values.yaml": "enableCertificateOwnerRef: true\n" } }),
    ],
    [
      "upstream's flag says so",
      ({ api }) => {
        const containers = [{ args: ["--v=2", "--enable-certificate-owner-ref=true"] }];
        api.put({ apiVersion: "apps/v1", ...operator }, { spec: { template: { spec: { containers } } } });
      },
    ],
  ])("own their Secret if %s", async (_, set) => {
    const context = completeChain();
    set(context);
    await settle(context);
    expect((await context.api.read(secret))?.metadata.ownerReferences).toEqual([
      {
        apiVersion: "cert-manager.io/v1",
        kind: "Certificate",
        name: "web",
        uid: "uid-of-web",
        controller: true,
        blockOwnerDeletion: true,
      },
    ]);
    const before = context.api.changes.length;
    await settle(context);
    expect(context.api.changes.length).toBe(before);
  });

  it("write the Secret again if it is deleted or has other names", async () => {
    const context = completeChain();
    await settle(context);
    await context.api.delete(secret);
    await context.api.patch(certificate, { spec: { dnsNames: ["c.example"] } });
    await settle(context);
    expect((await context.api.read(secret))?.metadata.annotations).toMatchObject({
      "cert-manager.io/alt-names": "c.example",
    });
    await context.api.patch(certificate, { spec: { dnsNames: ["d.example"] } });
    await settle(context);
    expect((await context.api.read(secret))?.metadata.annotations).toMatchObject({
      "cert-manager.io/alt-names": "d.example",
    });
  });
});
