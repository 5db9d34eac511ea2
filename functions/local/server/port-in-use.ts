/** The error of a server whose port is used by another program. */
export class PortInUseError extends Error {
  override readonly name = "PortInUseError";
  readonly port: number;
  constructor(port: number, cause: unknown) {
    super(`port ${port} is in use; stop the program that uses it, or choose another port`, { cause });
    this.port = port;
  }
}
