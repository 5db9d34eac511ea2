/** DNS records in Route 53 that point the site's own domain to its CloudFront distribution. */
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import { AaaaRecord, ARecord, HostedZone, RecordTarget } from "aws-cdk-lib/aws-route53";
import { CloudFrontTarget } from "aws-cdk-lib/aws-route53-targets";
import { Construct } from "constructs";

export interface DomainRecordsProps {
  /** A name in the zone, or the zone's own name. */
  readonly name: string;
  readonly zone: { readonly id: string; readonly name: string };
  readonly distribution: Distribution;
}

/** An A and an AAAA record: CloudFront answers over IPv4 and IPv6. */
export class DomainRecords extends Construct {
  constructor(scope: Construct, id: string, props: DomainRecordsProps) {
    super(scope, id);
    const zone = HostedZone.fromHostedZoneAttributes(this, "Zone", {
      hostedZoneId: props.zone.id,
      zoneName: props.zone.name,
    });
    const target = RecordTarget.fromAlias(new CloudFrontTarget(props.distribution));
    new ARecord(this, "IPv4", { zone, target, recordName: `${props.name}.` });
    new AaaaRecord(this, "IPv6", { zone, target, recordName: `${props.name}.` });
  }
}
