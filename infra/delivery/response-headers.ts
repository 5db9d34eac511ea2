/** The security headers that CloudFront adds to every response, including errors. */
import { Duration } from "aws-cdk-lib";
import {
  type HeadersReferrerPolicy,
  type ResponseHeadersCorsBehavior,
  ResponseHeadersPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";
import { SECURITY_HEADERS } from "../../functions/edge/document-headers.ts";
import { globalName } from "../account-wide-name.ts";

export interface SecurityHeadersProps {
  readonly comment: string;
  /** The value of `Content-Security-Policy`. */
  readonly contentPolicy: string;
  /**
   * Whether scripts of other sites may see every answer. The edge function cannot say so on errors, on which it does not run, and
   * a script that asks for a feed must be able to see that there is none.
   * @default false
   */
  readonly isOpen?: boolean;
}

/** The same headers as the local server, plus HSTS, which makes browsers use HTTPS only. */
export class SecurityHeaders extends ResponseHeadersPolicy {
  constructor(scope: Construct, id: string, { comment, contentPolicy, isOpen = false }: SecurityHeadersProps) {
    super(scope, id, {
      responseHeadersPolicyName: globalName(scope, id, 128),
      comment,
      corsBehavior: isOpen ? OPEN : undefined,
      securityHeadersBehavior: {
        contentTypeOptions: { override: true },
        referrerPolicy: {
          referrerPolicy: SECURITY_HEADERS["referrer-policy"] as HeadersReferrerPolicy,
          override: true,
        },
        contentSecurityPolicy: { contentSecurityPolicy: contentPolicy, override: true },
        // For this host only: a site must not decide for its subdomains, or about the preload list.
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: false, override: true },
      },
    });
  }
}

/** CloudFront sends these headers to requests with `Origin`, as browsers send them for scripts. */
const OPEN: ResponseHeadersCorsBehavior = {
  accessControlAllowOrigins: ["*"],
  accessControlAllowMethods: ["GET", "HEAD"],
  accessControlAllowHeaders: ["If-None-Match", "If-Modified-Since"],
  accessControlExposeHeaders: ["ETag", "Link"],
  accessControlAllowCredentials: false,
  originOverride: false,
};
