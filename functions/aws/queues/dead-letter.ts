/** Makes the dead letter of a message that could not be read: the reason, and as much of the message as a queue accepts. Pure. */

export type Buried = { readonly kind: "malformed"; readonly reason: string; readonly body: string };

/** In bytes of JSON: quotes and line ends take twice their size, and a queue that refuses the dead letter would block its source. */
const MAX_BYTES = 200_000;
/** In UTF-16 units, each at most six bytes in JSON. */
const CUT_LENGTH = 30_000;

export function buried(reason: string, body: string): Buried {
  const fits = Buffer.byteLength(JSON.stringify(body)) <= MAX_BYTES;
  return { kind: "malformed", reason, body: fits ? body : `${body.slice(0, CUT_LENGTH)}…` };
}
