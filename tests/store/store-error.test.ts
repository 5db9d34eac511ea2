import { lstatSync } from "node:fs";
import { expect, it } from "vitest";
import { asStoreError, StoreError } from "../../functions/store/store-error.ts";

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

it("names the file that vanished between two calls", () => {
  const error = asStoreError(
    thrownBy(() => lstatSync("/nothing/at/all")),
    "/out",
  );
  expect(error).toBeInstanceOf(StoreError);
  expect(String(error)).toBe("StoreError: /nothing/at/all: disappeared while it was used; run the command again");
});

it("names the folder if the system names no file", () => {
  const error = Object.assign(new Error("write EIO"), { syscall: "write", code: "EIO" });
  expect(String(asStoreError(error, "/out"))).toBe("StoreError: /out: the disk failed");
});

it("leaves a bug a bug, so that its trace is printed", () => {
  const bug = new TypeError("x is not a function");
  expect(asStoreError(bug, "/out")).toBe(bug);
});
