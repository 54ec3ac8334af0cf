import { describe, expect, it } from "vitest";
import { environmentVariableProblems } from "../../../core/kubernetes/environmentVariables";

const reserved = ["HOME", "MODEL_PATH"];
const secret = { secret: "keys", key: "one" };

describe("environmentVariableProblems", () => {
  it("accepts valid names of variables, each set once", () => {
    expect(environmentVariableProblems({}, reserved)).toEqual([]);
    expect(
      environmentVariableProblems(
        { environment: { LOG_LEVEL: "info", _x1: "", home: "" }, secrets: { API_KEY: secret } },
        reserved,
      ),
    ).toEqual([]);
  });

  it.each(["A B", "a-b", "1ST", "", "ÄRA"])("rejects the name %j in both arguments", (name) => {
    const refusedIn = (argument: string) => ({
      path: [argument, name],
      message: "must be the name of an environment variable",
      fix: "use letters, digits and _, and do not start with a digit",
    });
    expect(environmentVariableProblems({ environment: { [name]: "" }, secrets: { [name]: secret } }, reserved)).toEqual(
      [refusedIn("environment"), refusedIn("secrets")],
    );
  });

  it("rejects variables of the platform, once for each argument", () => {
    expect(
      environmentVariableProblems({ environment: { HOME: "/" }, secrets: { HOME: secret } }, reserved),
    ).toMatchObject([
      { path: ["environment", "HOME"], message: "must not be set: the platform sets it", fix: "remove it" },
      { path: ["secrets", "HOME"], message: "must not be set: the platform sets it", fix: "remove it" },
    ]);
  });

  it("rejects a variable in both arguments, once", () => {
    expect(environmentVariableProblems({ environment: { KEY: "a" }, secrets: { KEY: secret } }, reserved)).toEqual([
      {
        path: ["secrets", "KEY"],
        message: "must be in environment or in secrets, not in both",
        fix: "remove it from one of them",
      },
    ]);
  });
});
