/** The part of CloudFront Functions' event (version 1.0) that we use. Header names are in lower case. */

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

/** The name by which the viewer asked, without a port. */
export function hostOf(request: EdgeRequest): string {
  return (headerOf(request, "host") ?? "").toLowerCase().split(":")[0] ?? "";
}

/** How the request function tells the response function that `Accept` decided. It overwrites what a viewer sends. */
export const NEGOTIATED = "x-dropfeed-negotiated";
