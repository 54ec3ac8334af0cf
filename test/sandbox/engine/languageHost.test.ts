import path from "node:path";
import { ProgramInfo, RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { describe, expect, it } from "vitest";
import { launcherArgs } from "../../../sandbox/engine/languageHost";

const root = path.resolve(__dirname, "../../..");

describe("launcherArgs", () => {
  it("starts the SDK's launcher as the vendor's host does", () => {
    const info = new ProgramInfo();
    info.setRootDirectory(root);
    info.setEntryPoint(".");
    info.setOptions(Struct.fromJavaScript({ typescript: false, nodeargs: "--require  ./plan/loader.cjs" }));
    const request = new RunRequest();
    request.setInfo(info);
    request.setProject("mlops");
    request.setStack("dev");
    request.setOrganization("organization");
    request.setMonitorAddress("127.0.0.1:1");
    request.setPwd(root);
    request.setParallel(16);
    request.setDryrun(true);
    expect(launcherArgs(request, "127.0.0.1:2")).toEqual([
      ...["--require", "./plan/loader.cjs"],
      path.join(root, "node_modules/@pulumi/pulumi/cmd/run/index.js"),
      ...["--monitor", "127.0.0.1:1"],
      ...["--engine", "127.0.0.1:2"],
      ...["--project", "mlops"],
      ...["--root-directory", root],
      ...["--stack", "dev"],
      ...["--organization", "organization"],
      ...["--pwd", root],
      "--dry-run",
      ...["--parallel", "16"],
      ".",
    ]);
  });
});
