import { describe, expect, it } from "vitest";
import { transformed } from "../../components/transform";

describe("transformed", () => {
  const args = { size: 1, colour: "red" };
  const opts = { protect: false };

  it("leaves everything as it is without a transform", () => {
    expect(transformed<typeof args>(undefined, "name", args, opts)).toEqual(["name", args, opts]);
  });

  it("replaces properties", () => {
    expect(transformed<typeof args>({ size: 2 }, "name", args, opts)).toEqual([
      "name",
      { size: 2, colour: "red" },
      opts,
    ]);
  });

  it("lets a function edit arguments and options, without touching the originals", () => {
    const result = transformed<typeof args>(
      (edited, editedOptions, name) => {
        edited.colour = name;
        editedOptions.protect = true;
      },
      "blue",
      args,
      opts,
    );
    expect(result).toEqual(["blue", { size: 1, colour: "blue" }, { protect: true }]);
    expect([args.colour, opts.protect]).toEqual(["red", false]);
  });

  it("refuses a function that returns its changes, which would have no effect", () => {
    const returning = (edited: typeof args): undefined => Object({ ...edited, size: 2 });
    expect(() => transformed<typeof args>(returning, "labels-server", args, opts)).toThrow(
      "transform of labels-server must return nothing: what it returns has no effect\n  fix: change the arguments in place, as in (args) => { args.tags = {}; }, or write the properties in place of a function",
    );
  });
});
