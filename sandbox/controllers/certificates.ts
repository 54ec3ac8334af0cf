import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { z } from "zod";
import type { JsonObject } from "../../core/json/json";
import { objectOf } from "../../core/json/reading";
import type { KubernetesObject } from "../kubernetes/client";
import { type Condition, conditionsFor } from "./conditions";
import type { Controller, ControllerContext, KubernetesApi, Workload } from "./controller";
import { forEach, generationOf, isDeleting, type Kind, manager, referenceOf, sandboxLabel } from "./objects";

const workload: Workload = { kind: "Deployment", namespace: "cert-manager", name: "cert-manager" };

/** Simulates the part of cert-manager that issues certificates. */
export const certificates: Controller = {
  name: "certificates",
  simulates:
    "cert-manager: an issuer is Ready immediately, or, with type `ca`, when its Secret exists; a Certificate is Ready when its issuer is, and has a Secret, which is deleted with it if `enableCertificateOwnerRef` is set",
  notTested:
    "anything about certificates: the Secrets contain text instead of keys and certificates; nothing is signed, verified, renewed or injected into webhooks",
  owner: { workload },
  reconcile: async (context) => {
    const { api } = context;
    const issuers = [...(await issuersOf(api, issuerKind)), ...(await issuersOf(api, clusterIssuerKind))];
    await forEach(issuers, (issuer) => describeIssuer(issuer, context));

    const all = await api.list(certificateKind.apiVersion, certificateKind.kind);
    const pending = all.filter((certificate) => !isDeleting(certificate));
    if (pending.length === 0) return;
    const owned = await ownsSecrets(api);
    await forEach(pending, (certificate) => issue(certificate, owned, context));
  },
};

const certificateKind: Kind = { apiVersion: "cert-manager.io/v1", kind: "Certificate" };
const issuerKind: Kind = { apiVersion: "cert-manager.io/v1", kind: "Issuer" };
const clusterIssuerKind: Kind = { apiVersion: "cert-manager.io/v1", kind: "ClusterIssuer" };
const secretKind: Kind = { apiVersion: "v1", kind: "Secret" };

interface FoundIssuer {
  readonly kind: Kind;
  readonly object: KubernetesObject;
}

async function issuersOf(api: KubernetesApi, kind: Kind): Promise<FoundIssuer[]> {
  const all = await api.list(kind.apiVersion, kind.kind);
  return all.filter((object) => !isDeleting(object)).map((object) => ({ kind, object }));
}

async function describeIssuer({ kind, object }: FoundIssuer, { api, now }: ControllerContext): Promise<void> {
  const ready = await issuerReady(object, api);
  const conditions = conditionsFor([ready], generationOf(object), object.status?.conditions, now());
  if (conditions) await api.patch(referenceOf(kind, object), { status: { conditions } }, "status");
}

const issuerSpec = z.looseObject({ ca: z.looseObject({ secretName: z.string() }).optional() });

/** Returns the condition of an issuer. The Secret of a `ClusterIssuer` is in cert-manager's namespace by default. */
async function issuerReady({ spec, metadata }: KubernetesObject, api: KubernetesApi): Promise<Condition> {
  const { ca } = issuerSpec.parse(spec);
  if (!ca) return { type: "Ready", status: "True", reason: "IsReady", message: "" };
  const namespace = metadata.namespace ?? workload.namespace;
  if (await api.read({ ...secretKind, name: ca.secretName, namespace })) {
    return { type: "Ready", status: "True", reason: "KeyPairVerified", message: "Signing CA verified" };
  }
  const message = `Error getting keypair for CA issuer: secret "${ca.secretName}" not found`;
  return { type: "Ready", status: "False", reason: "ErrGetKeyPair", message };
}

/** Returns whether Secrets are deleted with their Certificate: by upstream's flag, or by the values of the stand-in. */
async function ownsSecrets(api: KubernetesApi): Promise<boolean> {
  const deployment = await api.read({ apiVersion: "apps/v1", ...workload });
  if (JSON.stringify(deployment?.spec ?? {}).includes('"--enable-certificate-owner-ref=true"')) return true;
  const { namespace, name } = workload;
  const kept = await api.read({ apiVersion: "v1", kind: "ConfigMap", namespace, name: `${name}-stand-in-values` });
  const { data } = keptValues.parse(kept ?? {});
  return objectOf(parse(data["values.yaml"])).enableCertificateOwnerRef === true;
}

const keptValues = z.looseObject({ data: z.looseObject({ "values.yaml": z.string().default("") }).prefault({}) });

const certificateSpec = z.looseObject({
  secretName: z.string(),
  commonName: z.string().default(""),
  dnsNames: z.array(z.string()).default([]),
  isCA: z.boolean().default(false),
  issuerRef: z.looseObject({
    name: z.string(),
    kind: z.enum(["Issuer", "ClusterIssuer"]).default("Issuer"),
    group: z.string().default("cert-manager.io"),
  }),
});

async function issue(certificate: KubernetesObject, owned: boolean, { api, now }: ControllerContext): Promise<void> {
  const { issuerRef } = certificateSpec.parse(certificate.spec);
  const { namespace } = certificate.metadata;
  const kind = issuerRef.kind === "Issuer" ? issuerKind : clusterIssuerKind;
  const issuer = await api.read({ ...kind, name: issuerRef.name, ...(kind === issuerKind && { namespace }) });
  const issued = issuer !== undefined && isReady(issuer);
  if (issued) await writeSecret(certificate, owned, api);

  const conditions = conditionsFor(
    issued ? [upToDate] : [waiting(`${issuerRef.kind} "${issuerRef.name}"`)],
    generationOf(certificate),
    certificate.status?.conditions,
    now(),
  );
  if (conditions) await api.patch(referenceOf(certificateKind, certificate), { status: { conditions } }, "status");
}

const upToDate: Condition = {
  type: "Ready",
  status: "True",
  reason: "Ready",
  message: "Certificate is up to date and has not expired",
};

function waiting(issuer: string): Condition {
  const message = `Issuing certificate as Secret does not exist: ${issuer} is not ready`;
  return { type: "Ready", status: "False", reason: "DoesNotExist", message };
}

const conditionList = z
  .looseObject({ conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })).default([]) })
  .prefault({});

function isReady({ status }: KubernetesObject): boolean {
  return conditionList.parse(status).conditions.some(({ type, status: is }) => type === "Ready" && is === "True");
}

/** Writes the Secret with upstream's annotations, which describe the certificate. Writes it again if they differ. */
async function writeSecret(certificate: KubernetesObject, owned: boolean, api: KubernetesApi): Promise<void> {
  const { secretName, commonName, dnsNames, issuerRef } = certificateSpec.parse(certificate.spec);
  const { name, namespace, uid = "" } = certificate.metadata;
  const annotations = {
    "cert-manager.io/certificate-name": name,
    "cert-manager.io/common-name": commonName,
    "cert-manager.io/alt-names": dnsNames.join(","),
    "cert-manager.io/issuer-name": issuerRef.name,
    "cert-manager.io/issuer-kind": issuerRef.kind,
    "cert-manager.io/issuer-group": issuerRef.group,
  };
  const ownerReferences = owned
    ? [{ ...certificateKind, name, uid, controller: true, blockOwnerDeletion: true }]
    : undefined;
  const reference = { ...secretKind, name: secretName, namespace };
  const existing = await api.read(reference);
  const owners = existing?.metadata.ownerReferences;
  if (isDeepStrictEqual(existing?.metadata.annotations, annotations) && isDeepStrictEqual(owners, ownerReferences)) {
    return;
  }
  const labels = { "controller.cert-manager.io/fao": "true", [sandboxLabel]: "true" };
  const fields: JsonObject = {
    metadata: { labels, annotations, ...(ownerReferences && { ownerReferences }) },
    type: "kubernetes.io/tls",
    data: placeholders(`${namespace}/${name}`),
  };
  await api.apply(reference, fields, manager);
}

/** Returns placeholder texts, because Node.js cannot sign certificates. Programs that parse them fail immediately. */
function placeholders(certificate: string): JsonObject {
  const text = (what: string) => Buffer.from(`sandbox: no ${what}, for ${certificate}\n`).toString("base64");
  return { "ca.crt": text("authority"), "tls.crt": text("certificate"), "tls.key": text("private key") };
}
