/** A server cannot listen where another does. */
export class PortInUseError extends Error {
  override readonly name = "PortInUseError";
  readonly port: number;
  constructor(port: number, cause: unknown) {
    super(`port ${port} is in use; stop what listens there, or name another port`, { cause });
    this.port = port;
  }
}
