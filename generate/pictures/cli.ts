import { writeFileSync } from "node:fs";
import path from "node:path";
import { errorReport } from "../../core/errors/errorReport";
import { planDocument } from "../../plan/document";
import { planPage } from "../../plan/report/html/page";
import { terminalText } from "../../plan/terminal";
import { fixtureSettings, recordFixture } from "../../test/fixtures/fixtures";
import { reportPicture } from "./reportPicture";
import { terminalPicture } from "./terminalPicture";

const folder = path.resolve(__dirname, "../../docs/images");

/** Maximum size of the report's picture in bytes, so that the README loads fast. */
const largestReportBytes = 200_000;

/**
 * `npm run pictures`: creates the pictures of the README from plans of the fixture stacks. It needs Chromium. It is not
 * part of `npm run generate`, because fonts differ between machines.
 */
async function main(): Promise<void> {
  const dev = await planned("dev");
  const output = terminalText("dev", dev.settings, dev.resources, { colors: true, document: dev.document });
  write("terminal.svg", terminalPicture("npm run plan", output, { columns: 120, lines: 40 }));

  const prod = await planned("prod");
  const picture = await reportPicture(await planPage(prod.document));
  if (picture.length > largestReportBytes)
    throw new Error(
      `report.png has ${picture.length} bytes, more than ${largestReportBytes}: make its viewport smaller`,
    );
  write("report.png", picture);
}

async function planned(stack: "dev" | "prod") {
  const settings = fixtureSettings(stack);
  const resources = await recordFixture(stack);
  return { settings, resources, document: planDocument(stack, settings, resources) };
}

function write(file: string, content: string | Buffer): void {
  writeFileSync(path.join(folder, file), content);
  process.stdout.write(`docs/images/${file}: ${content.length} bytes\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${errorReport(error).text}\n`);
  process.exitCode = 1;
});
