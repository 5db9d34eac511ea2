/** Decodes a file's bytes so that encoding gives the same bytes again: for changing a file without changing the rest of it. */

export type RawText = {
  /** With its byte-order marks, line ends and all characters. */
  readonly text: string;
  readonly encode: (text: string) => Uint8Array;
};

/** `bytes` must be text by `decodeText`: UTF-8, or UTF-16 with a byte-order mark. */
export function rawText(bytes: Uint8Array): RawText {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe)
    return { text: Buffer.from(bytes).toString("utf16le"), encode: (text) => Buffer.from(text, "utf16le") };
  if (first === 0xfe && second === 0xff)
    return {
      text: Buffer.from(bytes).swap16().toString("utf16le"),
      encode: (text) => Buffer.from(text, "utf16le").swap16(),
    };
  return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), encode: (text) => Buffer.from(text) };
}
