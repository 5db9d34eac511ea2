/** Types for the fields of a CloudFront Functions event (version 1.0) that we use. Header names are in lower case. */

export type Headers = Record<string, { value: string }>;

export type EdgeRequest = {
  readonly method: string;
  /** As the viewer sent it: percent-encoded, without the query. */
  uri: string;
  querystring: Readonly<Record<string, { readonly value: string }>>;
  readonly headers: Headers;
};

export type EdgeResponse = {
  readonly statusCode: number;
  readonly statusDescription?: string;
  readonly headers: Headers;
};

export type RequestEvent = { readonly request: EdgeRequest };
export type ResponseEvent = { readonly request: EdgeRequest; readonly response: EdgeResponse };

export function headerOf(message: { readonly headers: Headers }, name: string): string | undefined {
  return message.headers[name]?.value;
}

/** The host name that the viewer requested, in lower case and without a port. */
export function hostOf(request: EdgeRequest): string {
  return (headerOf(request, "host") ?? "").toLowerCase().split(":")[0] ?? "";
}

/** The header by which the request function tells the response function that `Accept` decided. It overwrites a viewer's value. */
export const NEGOTIATED = "x-dropfeed-negotiated";
