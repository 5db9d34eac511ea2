/** The security headers that CloudFront adds to every response, including errors. */
import { Duration } from "aws-cdk-lib";
import { type HeadersReferrerPolicy, ResponseHeadersPolicy } from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";
import { SECURITY_HEADERS } from "../../functions/edge/document-headers.ts";
import { globalName } from "../account-wide-name.ts";

export interface SecurityHeadersProps {
  readonly comment: string;
  /** The value of `Content-Security-Policy`. */
  readonly contentPolicy: string;
}

/** The same headers as the local server, plus HSTS, which makes browsers use HTTPS only. */
export class SecurityHeaders extends ResponseHeadersPolicy {
  constructor(scope: Construct, id: string, { comment, contentPolicy }: SecurityHeadersProps) {
    super(scope, id, {
      responseHeadersPolicyName: globalName(scope, id, 128),
      comment,
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
