/** What CloudFront adds to every response, errors too. */
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

/** The headers of the laptop's server, and that browsers are to come by HTTPS only. */
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
        // Of this host alone: what is below it, or whether it goes on a preload list, is not for a site to say.
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: false, override: true },
      },
    });
  }
}
