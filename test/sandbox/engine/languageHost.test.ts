import path from "node:path";
import { ProgramInfo, RunPluginRequest, RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { describe, expect, it } from "vitest";
import { launcherArgs } from "../../../sandbox/engine/languageHost";
import { packCommand } from "../../../sandbox/engine/policyPackProcess";

const root = path.resolve(__dirname, "../../..");

describe("launcherArgs", () => {
  it("starts the SDK's launcher as the vendor's host does", () => {
    const info = new ProgramInfo();
    info.setRootDirectory(root);
    info.setEntryPoint(".");
    info.setOptions(Struct.fromJavaScript({ typescript: false, nodeargs: "--require  ./core/loader.cjs" }));
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
      ...["--require", "./core/loader.cjs"],
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

describe("packCommand", () => {
  it("starts the SDK's launcher of policy packs in the pack's folder", () => {
    const info = new ProgramInfo();
    info.setProgramDirectory(path.join(root, "policies"));
    info.setOptions(Struct.fromJavaScript({ typescript: false }));
    const request = new RunPluginRequest();
    request.setInfo(info);
    request.setArgsList(["127.0.0.1:2"]);
    request.setEnvList(["PULUMI_STACK=dev", "FORM=a=b"]);
    expect(packCommand(request)).toEqual({
      args: [path.join(root, "node_modules/@pulumi/pulumi/cmd/run-policy-pack/index.js"), "127.0.0.1:2", "."],
      cwd: path.join(root, "policies"),
      env: { PULUMI_STACK: "dev", FORM: "a=b", PULUMI_NODEJS_TYPESCRIPT: "false" },
    });
  });
});
