import { createHash } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { quotaLines } from "../../../plan/quotas";
import { areasInOrder } from "../../../plan/report/html/areas";
import { directNeeds } from "../../../plan/report/html/directNeeds";
import { compressed, html } from "../../../plan/report/html/html";
import { kindOf } from "../../../plan/report/html/kinds";
import { planPage } from "../../../plan/report/html/page";
import { pageModel } from "../../../plan/report/html/pageModel";
import { documentOf, documentWith, planned } from "../../support/documents";
import { hostile, smallComparison, smallPlan } from "./plan";

describe("markup", () => {
  it("escapes values, and only them", () => {
    expect(html`<p title="${'"'}">${"<b>&'"} ${html`<i>${1}</i>`} ${["<", undefined]}</p>`.text).toBe(
      '<p title="&#34;">&#60;b&#62;&#38;&#39; <i>1</i> &#60;</p>',
    );
  });

  it("escapes compressed data that contains closing tags", () => {
    const data = { a: "</script><!--", again: Array<string>(1000).fill("the same for every workload") };
    const { text } = compressed(data);
    expect(text).toMatch(/^[A-Za-z0-9+/=]+$/);
    expect(text.length).toBeLessThan(300);
    expect(JSON.parse(inflateRawSync(Buffer.from(text, "base64")).toString())).toEqual(data);
  });
});

describe("the page", () => {
  it("contains values as text only", async () => {
    const page = await planPage(smallPlan(8, hostile), smallComparison(smallPlan(8, hostile)));
    expect(page).not.toContain("<img");
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    expect(page).toContain("&#60;img src=x onerror=&#34;alert(1)&#34;&#62;");
  });

  it("states the duration of a change and of the first up, with their longest chains", async () => {
    const page = await planPage(smallPlan(), smallComparison());
    expect(page).toContain('<dt>This change</dt><dd class="value">3 min</dd>');
    expect(page).toContain("Duration: about 3 minutes for this change");
    expect(page).toContain("Longest chain: update data-database (2 min)");
    expect(await planPage(smallPlan())).not.toContain("This change");
  });

  it("allows no connections and no scripts except its own", async () => {
    const page = await planPage(smallPlan());
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const code = [...page.matchAll(/<script>(.*?)<\/script>/gs)].map(([, script]) => script ?? "");
    const hashes = code.map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
    expect(policy?.replaceAll("&#39;", "'").split("; ")).toEqual([
      "default-src 'none'",
      "style-src 'unsafe-inline'",
      `script-src ${hashes.join(" ")}`,
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(page).not.toMatch(/(src|href|action|url\()="?(https?:|\/\/)/);
  });

  it("lists resources of one kind that are too many for boxes", async () => {
    const services = Array.from({ length: 30 }, (_, index) => planned("mlops:index:ModelService", `model-${index}`));
    const page = await planPage(documentWith([planned("mlops:index:MlPlatform", "mlops-dev"), ...services]));
    expect(page.match(/<span class="box-kind">ModelService<\/span>/g)).toHaveLength(25);
    expect(page).toContain('<span class="box-name">and 6 more</span>');
    for (const [index] of services.entries()) expect(page).toMatch(new RegExp(`>model-${index}<`));
  });

  it("is the same every time", async () => {
    expect(await planPage(await documentOf("dev"))).toBe(await planPage(await documentOf("dev")));
  });

  it("has a section for each part of a plan", async () => {
    const page = await planPage(smallPlan(), smallComparison());
    for (const id of ["overview", "changes", "architecture", "cost", "access", "guardrails", "resources"]) {
      expect(page.includes(`<section id="${id}"`)).toBe(id !== "access");
    }
    expect(await planPage(smallPlan())).not.toContain('<section id="changes"');
  });

  it("lists the quotas that the terminal lists, or has no section", async () => {
    const prod = await documentOf("prod");
    const page = await planPage(prod);
    expect(page).toContain('<li><a href="#quotas">Quotas</a></li>');
    const section = page.slice(page.indexOf('<section id="quotas"'), page.indexOf('<section id="access"'));
    const rows = [...section.matchAll(/<tr><th scope="row">(.*?)<span class="basis">(.*?)<\/span><\/th>(.*?)<\/tr>/g)];
    const lines = rows.map(([, name, code, numbers]) => {
      const [vcpus, initial] = [...(numbers?.matchAll(/>(\d+)</g) ?? [])].map(([, digits]) => digits);
      return `${vcpus} vCPUs of ${name} (${code}; new accounts have ${initial})`;
    });
    expect(lines.length).toBeGreaterThan(2);
    expect(lines).toEqual(quotaLines(prod.settings).slice(0, -1));
    expect(section).toContain("the account in us-west-2 at the maximum of all nodes");
    expect(await planPage(smallPlan())).not.toContain("#quotas");
  });
});

describe("the guardrails of a page", () => {
  it("list each fix of a rule once, also if its first verdict is an error", async () => {
    const plan = smallPlan();
    const [broken] = plan.verdicts.filter(({ status }) => status === "fail");
    if (!broken) throw new Error("something is broken");
    const verdicts = [{ ...broken, status: "error" as const, fix: "mend the rule" }, broken, broken];
    const reported = [...(await planPage({ ...plan, verdicts })).matchAll(/<p class="fix">(.*?)<\/p>/g)].map(
      ([, fix]) => fix,
    );
    expect(reported).toEqual(["Fix: mend the rule", `Fix: ${broken.fix}`]);
  });

  it("list the first verdicts of a rule, and fold the rest", async () => {
    const plan = smallPlan();
    const [broken] = plan.verdicts.filter(({ status }) => status === "fail");
    if (!broken) throw new Error("something is broken");
    const verdicts = Array.from({ length: 30 }, (_, index) => ({ ...broken, message: `is wrong ${index}.` }));
    const page = await planPage({ ...plan, verdicts });
    const [open, folded] = page.split("<summary>and 6 more</summary>");
    expect(open?.match(/is wrong \d+\./g)).toHaveLength(24);
    expect(folded?.match(/is wrong \d+\./g)).toHaveLength(6);
  });

  it("list no fix for hidden content", async () => {
    const plan = smallPlan();
    const verdicts = plan.verdicts.map((verdict) => ({ ...verdict, status: "deferred" as const, fix: "" }));
    expect(await planPage({ ...plan, verdicts })).not.toContain('class="fix"');
  });
});

describe("areas", () => {
  it("are sorted after their dependencies", async () => {
    const model = pageModel(await documentOf("prod"), undefined);
    const areas = areasInOrder(model);
    const names = areas.map(({ area }) => area.name);
    expect(names.indexOf("mlops-prod-network")).toBeLessThan(names.indexOf("mlops-prod-cluster"));
    const cluster = areas.find(({ area }) => area.name === "mlops-prod-cluster");
    expect(cluster?.uses.map(({ name }) => name)).toContain("mlops-prod-network");
  });
});

describe("direct needs", () => {
  it("omit indirect dependencies", () => {
    const [one, two, three] = ["one", "two", "three"].map((name) => planned("aws:s3/bucket:Bucket", name));
    if (!one || !two || !three) throw new Error("three");
    const chain = [one, { ...two, dependsOn: [one.urn] }, { ...three, dependsOn: [one.urn, two.urn] }];
    expect(directNeeds(chain, new Map(chain.map(({ urn }, place) => [urn, place])))).toEqual([[], [0], [1]]);
  });
});

describe("kinds", () => {
  it.each([
    ["aws:ec2/subnet:Subnet", "network"],
    ["aws:ec2/launchTemplate:LaunchTemplate", "compute"],
    ["kubernetes:karpenter.sh/v1:NodePool", "compute"],
    ["aws:s3/bucket:Bucket", "data"],
    ["kubernetes:storage.k8s.io/v1:StorageClass", "data"],
    ["aws:iam/role:Role", "identity"],
    ["aws:kms/key:Key", "encryption"],
    ["aws:cloudwatch/logGroup:LogGroup", "observability"],
    ["kubernetes:core/v1:Namespace", "kubernetes"],
    ["pulumi:providers:aws", "other"],
  ])("%s is %s", (type, kind) => {
    expect(kindOf(type)).toBe(kind);
  });
});
