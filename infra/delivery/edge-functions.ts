/** The two CloudFront functions: one maps a request to a document, the other sets headers that an object in a bucket cannot have. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  Function as EdgeFunction,
  type FunctionAssociation,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
} from "aws-cdk-lib/aws-cloudfront";
import { Construct } from "constructs";
import { type EdgeSite, withSite } from "../../functions/edge/edge-site.ts";
import { OptionsError } from "../options/options.ts";

export interface EdgeProps {
  /** The folder of the bundled functions, `request-function.js` and `response-function.js`. */
  readonly bundle: string;
  /** The site data that is put in front of their code. */
  readonly site: EdgeSite;
}

/** CloudFront's limit in bytes. CloudFront itself checks it only when the stack is deployed. */
const MAX_BYTES = 10_240;

export class Edge extends Construct {
  readonly associations: FunctionAssociation[];

  constructor(scope: Construct, id: string, { bundle, site }: EdgeProps) {
    super(scope, id);
    const edgeFunction = (name: string, file: string, comment: string) =>
      new EdgeFunction(this, name, {
        comment,
        runtime: FunctionRuntime.JS_2_0,
        code: FunctionCode.fromInline(checkedSize(withSite(readFileSync(join(bundle, file), "utf8"), site))),
      });
    this.associations = [
      {
        eventType: FunctionEventType.VIEWER_REQUEST,
        function: edgeFunction("Request", "request-function.js", "Dropfeed: finds the requested document"),
      },
      {
        eventType: FunctionEventType.VIEWER_RESPONSE,
        function: edgeFunction("Response", "response-function.js", "Dropfeed: Link and CORS headers of feeds"),
      },
    ];
  }
}

/** @throws OptionsError if the code is too large for CloudFront: only the hubs can make it so large */
function checkedSize(code: string): string {
  const bytes = Buffer.byteLength(code);
  if (bytes <= MAX_BYTES) return code;
  throw new OptionsError([
    `hubs in seeds/site.json: too many or too long; an edge function has ${bytes} bytes with them, and CloudFront allows ${MAX_BYTES}`,
  ]);
}
