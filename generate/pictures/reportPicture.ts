import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { UsageError } from "../../core/errors/usageError";

/** Size of the picture in the README: the upper part of the page on a small screen. */
const viewport = { width: 1200, height: 750 };

/**
 * Takes a screenshot of the report's page with Chromium.
 *
 * @returns a PNG.
 * @throws UsageError if Chromium is not found.
 */
export async function reportPicture(page: string): Promise<Buffer> {
  const executablePath = findChromium();
  const folder = mkdtempSync(path.join(os.tmpdir(), "mlops-picture-"));
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const file = path.join(folder, "plan.html");
    writeFileSync(file, page);
    const tab = await browser.newPage({ viewport, reducedMotion: "reduce", colorScheme: "light" });
    await tab.goto(pathToFileURL(file).href, { waitUntil: "load" });
    await tab.evaluate("document.getElementById('architecture').scrollIntoView()");
    return await tab.screenshot({ type: "png", animations: "disabled", caret: "hide" });
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function findChromium(): string {
  const given = process.env.CHROMIUM;
  const candidates = given
    ? [given]
    : ["/usr/bin/chromium", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
  const found = candidates.find((file) => existsSync(file));
  if (found === undefined) {
    throw new UsageError(
      `there is no Chromium at ${candidates.join(", ")}\n  fix: install it, or set CHROMIUM to the path of Chromium or Chrome`,
    );
  }
  return found;
}
