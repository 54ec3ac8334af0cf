import { charts } from "../components/services/charts";
import { platformImages } from "../components/services/images";
import { kustomizations } from "../components/services/kustomizations";
import {
  addonVersions,
  databaseVersions,
  imageLock,
  images,
  kubernetesVersions,
  nodeImages,
} from "../components/versions";
import type { ChartFacts } from "../core/services/chartFacts";

/** Returns the text of `docs/versions.md`. */
export function versionsPage(): string {
  const versions = Object.entries(kubernetesVersions);
  const support = versions.map(
    ([version, { standardSupportUntil }]) => `| ${version} | ${standardSupportUntil ?? "not announced"} |`,
  );
  const names = versions.map(([version]) => version);
  const addons = Object.entries(addonVersions).map(([addon, pinned]) => {
    const cells = Object.values(pinned).map(({ version, verified }) => `${version}${verified ? "" : " (unverified)"}`);
    return `| ${addon} | ${cells.join(" | ")} |`;
  });
  const databaseRows = Object.entries(databaseVersions).map(
    ([engine, { version, verified, source }]) =>
      `| ${engine} | ${version}${verified ? "" : " (unverified)"} | ${source} |`,
  );
  const imageRows = Object.values(nodeImages).map(({ version, source }) => `| ${version} | ${source} |`);
  const checked = Object.values(addonVersions).flatMap((pinned) => Object.values(pinned).map((entry) => entry.checked));
  return `# Versions

Versions of everything that the platform installs. \`npm run generate\` writes this page from the facts of the services
(\`components/<service>/facts.ts\`) and from \`components/versions\`.

## Kubernetes

| version | EKS's standard support until |
| --- | --- |
${support.join("\n")}

## EKS managed add-ons

Checked between ${[...checked].sort()[0]} and ${[...checked].sort().at(-1)}. An *unverified* version is known to work with another
Kubernetes version only. Ask AWS before the first \`pulumi up\`:
\`aws eks describe-addon-versions --kubernetes-version VERSION --addon-name NAME\`.

| add-on | ${names.join(" | ")} |
| --- | ${names.map(() => "---").join(" | ")} |
${addons.join("\n")}

## Charts

| chart | version | Kubernetes | source | checked |
| --- | --- | --- | --- | --- |
${[...charts].map(installedRow).join("\n")}

Kinds that the charts install:

| chart | kinds |
| --- | --- |
${kindRows(charts)}

## Kustomizations

| kustomization | version | Kubernetes | source | checked |
| --- | --- | --- | --- | --- |
${[...kustomizations].map(installedRow).join("\n")}

Kinds that the kustomizations contain. The platform removes some of them by patches:

| kustomization | kinds |
| --- | --- |
${kindRows(kustomizations)}

## Images

Images of the charts, with the values of the platform, and images of the platform's own pods. \`npm run images:lock\` looks up their
digests in the registries and writes them to \`components/versions/images.lock.json\`. The platform's own pods use the digests. Charts
use tags, except Karpenter's chart, which contains a digest.

| image | used by | digest |
| --- | --- | --- |
${platformImages().map(imageRow).join("\n")}

## Databases

| engine | version | source |
| --- | --- | --- |
${databaseRows.join("\n")}

## Images of Karpenter nodes

| image | source |
| --- | --- |
${imageRows.join("\n")}
`;
}

type Installed = Pick<ChartFacts, "version" | "verified" | "kubernetes" | "source" | "checked">;

function installedRow([name, { version, verified, kubernetes, source, checked }]: readonly [
  string,
  Installed,
]): string {
  const pinned = `${version}${verified ? "" : " (unverified)"}`;
  return `| ${name} | ${pinned} | ${kubernetes.oldest} to ${kubernetes.newest} | ${source} | ${checked} |`;
}

function kindRows(installed: ReadonlyMap<string, Pick<ChartFacts, "crds">>): string {
  return [...installed]
    .filter(([, { crds }]) => crds.length > 0)
    .map(([name, { crds }]) => `| ${name} | ${crds.join(", ")} |`)
    .join("\n");
}

function imageRow(reference: string): string {
  const users = [...charts].filter((entry) => entry[1].images.includes(reference));
  const own = Object.values(images).some(({ repository, version }) => `${repository}:${version}` === reference);
  const of = [...users.map(([chart]) => chart), ...(own ? ["own pods"] : [])].join(", ");
  const locked = imageLock[reference];
  const digest = locked && "digest" in locked ? `${locked.digest} (${locked.platforms.join(", ")})` : "unresolved";
  return `| ${reference} | ${of} | ${digest} |`;
}
