import { generateKeyPairSync } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { stringify } from "yaml";
import { type SandboxHome, writeAtomically } from "../home";
import { KubernetesClient } from "../kubernetes/client";
import type { Processes } from "../processes/processes";
import type { Toolchain } from "../toolchain/toolchain";
import { auditPolicy } from "./audit";
import { bindAccessPolicies, tokenWebhook } from "./authentication";

export interface ControlPlaneArgs {
  readonly home: SandboxHome;
  readonly processes: Processes;
  readonly toolchain: Toolchain;
  /** Address block of Services, from the stack's settings. */
  readonly serviceCidr: string;
}

/** The processes of the control plane, in the order of their start. They stop in reverse order. */
export const controlPlaneProcesses = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kwok",
] as const;

/** Timeout for the API server to become ready, s. It takes 2 s on an idle machine. */
const readySeconds = 90;

/**
 * Starts Kubernetes: etcd, API server, controller manager and scheduler are real, and kwok simulates the kubelets.
 *
 * The two admission plugins of webhooks are off, because no server responds to the webhooks that charts register. The
 * plugin `ValidatingAdmissionPolicy` is on.
 *
 * @returns a client with administrator rights.
 */
export async function startControlPlane(args: ControlPlaneArgs): Promise<KubernetesClient> {
  const { home, processes, toolchain } = args;
  prepareFiles(home);
  await processes.start("etcd", { command: toolchain.path("etcd"), args: etcdArgs(home) });
  await processes.start("kube-apiserver", {
    command: toolchain.path("kube-apiserver"),
    args: apiServerArgs(args),
    env: { GOGC: "50" },
  });
  const client = await whenReady(home, processes);
  await bindAccessPolicies(client);
  const common = [`--kubeconfig=${home.kubeconfig}`, "--leader-elect=false", "--secure-port=0"];
  await processes.start("kube-controller-manager", {
    command: toolchain.path("kube-controller-manager"),
    args: [
      ...common,
      `--service-account-private-key-file=${home.file("api", "service-account.key")}`,
      `--root-ca-file=${certificate(home)}`,
      // kwok simulates every kubelet. Nodes must not count as lost because the sandbox was stopped for a while.
      "--node-monitor-grace-period=24h",
    ],
  });
  await processes.start("kube-scheduler", { command: toolchain.path("kube-scheduler"), args: common });
  await processes.start("kwok", {
    command: toolchain.path("kwok"),
    args: [
      `--kubeconfig=${home.kubeconfig}`,
      "--manage-all-nodes=true",
      "--node-ip=127.0.0.1",
      "--node-lease-duration-seconds=40",
    ],
  });
  return client;
}

/** Returns the path of the self-signed certificate that the API server creates at its first start. */
export function certificate(home: SandboxHome): string {
  return home.file("api", "certs", "apiserver.crt");
}

function prepareFiles(home: SandboxHome): void {
  const { adminToken, ports } = home.facts;
  writeAtomically(home.file("api", "tokens.csv"), `${adminToken},sandbox-administrator,sandbox,"system:masters"\n`);
  writeAtomically(home.file("api", "audit-policy.yaml"), stringify(auditPolicy));
  writeAtomically(home.file("api", "token-webhook.yaml"), stringify(tokenWebhook(ports.cloudControl)));
  const key = home.file("api", "service-account.key");
  if (!existsSync(key)) writeFileSync(key, serviceAccountKey(), { mode: 0o600 });
}

function serviceAccountKey(): string {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  }).privateKey;
}

function etcdArgs(home: SandboxHome): string[] {
  const { etcd, etcdPeer } = home.facts.ports;
  const client = `http://127.0.0.1:${etcd}`;
  const peer = `http://127.0.0.1:${etcdPeer}`;
  return [
    `--data-dir=${home.file("etcd", "data")}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    // A sandbox need not survive a power cut, so etcd does not wait for the disk.
    "--unsafe-no-fsync",
    "--log-level=warn",
  ];
}

function apiServerArgs({ home, serviceCidr }: ControlPlaneArgs): string[] {
  const { etcd, api } = home.facts.ports;
  const serviceAccountKeyFile = home.file("api", "service-account.key");
  return [
    `--etcd-servers=http://127.0.0.1:${etcd}`,
    "--bind-address=127.0.0.1",
    `--secure-port=${api}`,
    `--cert-dir=${home.directory("api", "certs")}`,
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-account-key-file=${serviceAccountKeyFile}`,
    `--service-account-signing-key-file=${serviceAccountKeyFile}`,
    `--token-auth-file=${home.file("api", "tokens.csv")}`,
    `--authentication-token-webhook-config-file=${home.file("api", "token-webhook.yaml")}`,
    "--authentication-token-webhook-version=v1",
    // Revoked access ends immediately.
    "--authentication-token-webhook-cache-ttl=1s",
    "--authorization-mode=RBAC",
    `--service-cluster-ip-range=${serviceCidr}`,
    "--allow-privileged=true",
    "--disable-admission-plugins=ValidatingAdmissionWebhook,MutatingAdmissionWebhook",
    `--audit-policy-file=${home.file("api", "audit-policy.yaml")}`,
    `--audit-log-path=${home.auditLog}`,
    "--audit-log-maxsize=512",
  ];
}

/** Waits until the API server serves, and writes the administrator's kubeconfig. */
async function whenReady(home: SandboxHome, processes: Processes): Promise<KubernetesClient> {
  const { ports, adminToken } = home.facts;
  const server = `https://127.0.0.1:${ports.api}`;
  const until = Date.now() + readySeconds * 1000;
  let last: unknown;
  while (Date.now() < until) {
    processes.expectRunning("etcd");
    processes.expectRunning("kube-apiserver");
    if (existsSync(certificate(home))) {
      const authority = readFileSync(certificate(home));
      const client = new KubernetesClient(server, adminToken, authority);
      try {
        await client.request("GET", "/api/v1/namespaces/default");
        await client.request("GET", "/apis/rbac.authorization.k8s.io/v1/clusterroles/cluster-admin");
        writeAtomically(home.kubeconfig, stringify(kubeconfig(server, adminToken, authority)));
        return client;
      } catch (error) {
        last = error;
        client.close();
      }
    }
    await sleep(200);
  }
  const reason = last instanceof Error ? last.message : "no certificate yet";
  throw new Error(
    `kube-apiserver is not ready after ${readySeconds} s: ${reason}\n${processes.logTail("kube-apiserver")}`,
  );
}

function kubeconfig(server: string, token: string, authority: Buffer) {
  return {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "sandbox", cluster: { server, "certificate-authority-data": authority.toString("base64") } }],
    users: [{ name: "sandbox-administrator", user: { token } }],
    contexts: [{ name: "sandbox", context: { cluster: "sandbox", user: "sandbox-administrator" } }],
    "current-context": "sandbox",
  };
}
