/** The errors of a server that cannot listen where it was told to. */

/** The message says why, and what to do. */
export class ListenError extends Error {
  override readonly name: string = "ListenError";
}

/** The port is used by another program. */
export class PortInUseError extends ListenError {
  override readonly name = "PortInUseError";
  readonly port: number;
  constructor(port: number, cause: unknown) {
    super(`port ${port} is in use; stop the program that uses it, or choose another port`, { cause });
    this.port = port;
  }
}
