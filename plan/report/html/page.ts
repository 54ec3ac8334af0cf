import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Comparison } from "../../diff/change";
import type { PlanDocument } from "../../document";
import { access } from "./access";
import { architecture, connectionData } from "./architecture";
import { bundle } from "./bundle";
import { changeSection } from "./changeSection";
import { costSection } from "./costSection";
import { pageData } from "./data";
import { type Content, compressed, Html, html } from "./html";
import { overview } from "./overview";
import { type PageModel, pageModel } from "./pageModel";
import { pictureOf } from "./picture/build";
import { layoutOf } from "./picture/layout";
import type { Picture } from "./picture/picture";
import { svgOf } from "./picture/svg";
import { quotaSection } from "./quotaSection";
import { resourceSection } from "./resourceSection";
import { verdictSection } from "./verdictSection";

const styles = [
  "theme",
  "base",
  "frame",
  "architecture",
  "picture",
  "tables",
  "changes",
  "list",
  "panel",
  "narrow",
  "print",
];

/**
 * The plan as one self-contained page: it sends no request, and its content security policy allows none. The content is
 * readable without scripts, which add the search, the details and the graph.
 */
export async function planPage(document: PlanDocument, comparison?: Comparison): Promise<string> {
  const model = pageModel(document, comparison);
  const picture = pictureOf(model);
  const svg = svgOf(model, picture, await layoutOf(picture));
  const script = bundle(path.join(__dirname, "script"), "main");
  const style = styles.map((name) => own(path.join("style", `${name}.css`))).join("");
  const sections = parts(model, picture, svg);
  const { name, environment } = document.settings;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Plan of ${name}</title>
<style>${new Html(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
  <div class="title"><h1>${name}</h1><p>Plan of stack ${document.stack}, environment ${environment}</p></div>
  <button type="button" id="theme">Dark theme</button>
</header>
<nav aria-label="Parts of the plan"><ul>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
<main id="main" tabindex="-1">
${overview(model)}
${sections.map(({ content }) => content)}
</main>
<aside id="panel" aria-labelledby="panel-title" hidden></aside>
<noscript><p class="callout">The search and the details need JavaScript, which is inside this page.</p></noscript>
<script type="application/octet-stream" id="data">${compressed(pageData(model, connectionData(model, picture)))}</script>
<script>${new Html(script)}</script>
</body>
</html>
`.text;
}

/** The sections of the page that have content. */
function parts(model: PageModel, picture: Picture, svg: Html): { id: string; title: string; content: Content }[] {
  return [
    { id: "changes", title: "Changes", content: changeSection(model) },
    { id: "architecture", title: "Architecture", content: architecture(model, picture, svg) },
    { id: "cost", title: "Cost", content: costSection(model) },
    { id: "quotas", title: "Quotas", content: quotaSection(model) },
    { id: "access", title: "Access", content: access(model) },
    { id: "guardrails", title: "Guardrails", content: verdictSection(model) },
    { id: "resources", title: "Resources", content: resourceSection(model) },
  ].filter(({ content }) => content !== undefined);
}

/** Allows only the page's own script, so a script in a value cannot run. Bars need inline styles for their width. */
function contentPolicy(script: string): string {
  const hash = createHash("sha256").update(script).digest("base64");
  return [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `script-src 'sha256-${hash}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function own(file: string): string {
  return readFileSync(path.join(__dirname, file), "utf8");
}
