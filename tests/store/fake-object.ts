/** An object as the fake S3 keeps it. */
export type FakeObject = {
  readonly body: Buffer;
  readonly etag: string;
  readonly modified: Date;
  readonly headers: Readonly<Record<string, string>>;
};
