/** The two CloudFront functions: which document a request means, and the headers that an object in a bucket cannot have. */
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
  /** What they know of their site. */
  readonly site: EdgeSite;
}

/** Bytes. CloudFront says it only when the stack is deployed. */
const LARGEST = 10_240;

export class Edge extends Construct {
  readonly associations: FunctionAssociation[];

  constructor(scope: Construct, id: string, { bundle, site }: EdgeProps) {
    super(scope, id);
    const made = (name: string, file: string, comment: string) =>
      new EdgeFunction(this, name, {
        comment,
        runtime: FunctionRuntime.JS_2_0,
        code: FunctionCode.fromInline(fitting(withSite(readFileSync(join(bundle, file), "utf8"), site))),
      });
    this.associations = [
      {
        eventType: FunctionEventType.VIEWER_REQUEST,
        function: made("Request", "request-function.js", "Dropfeed: finds the document that is asked for"),
      },
      {
        eventType: FunctionEventType.VIEWER_RESPONSE,
        function: made("Response", "response-function.js", "Dropfeed: Link and CORS headers of feeds"),
      },
    ];
  }
}

/** @throws OptionsError if CloudFront would not take it: the hubs are all that can make it so large */
function fitting(code: string): string {
  const bytes = Buffer.byteLength(code);
  if (bytes <= LARGEST) return code;
  throw new OptionsError([
    `hubs in seeds/site.json: an edge function has ${bytes} bytes with them, and may have ${LARGEST}`,
  ]);
}
