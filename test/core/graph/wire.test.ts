import { runtime } from "@pulumi/pulumi";
import { expect, it } from "vitest";
import { readable, secret } from "../../../core/graph/wire";

const signed = (signature: string, properties: object) => ({ [runtime.specialSigKey]: signature, ...properties });

it("readable redacts secrets at any depth", () => {
  const value = {
    plain: [1, true, null, "text"],
    direct: secret("clear"),
    nested: [{ deep: secret({ more: "clear" }) }],
    output: signed(runtime.specialOutputValueSig, { value: "clear", secret: true }),
  };
  expect(readable(value)).toEqual({
    plain: [1, true, null, "text"],
    direct: "[secret]",
    nested: [{ deep: { more: "[secret]" } }],
    output: "[secret]",
  });
});

it("readable unwraps outputs, and shows resources as their URN", () => {
  expect(readable(signed(runtime.specialOutputValueSig, { value: ["x"] }))).toEqual(["x"]);
  expect(readable(signed(runtime.specialResourceSig, { urn: "urn:x", id: "1" }))).toBe("urn:x");
  expect(readable(signed(runtime.specialAssetSig, { text: "content" }))).toEqual({ text: "content" });
});
