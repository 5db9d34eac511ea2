/** What the stack tells the function of itself. */
import * as v from "valibot";

const Name = v.pipe(v.string(), v.nonEmpty("is empty"));
const Address = v.pipe(v.string(), v.url("is not a URL"));

const Variables = v.object({
  CONTENT_BUCKET: Name,
  STATE_BUCKET: Name,
  SITE_BUCKET: Name,
  INBOX_URL: Address,
  WORK_URL: Address,
  DEAD_URL: Address,
  INBOX_ARN: Name,
  WORK_ARN: Name,
  SITE_URL: Address,
  ID_HOST: Name,
  POWERTOOLS_SERVICE_NAME: v.optional(Name, "dropfeed"),
  POWERTOOLS_METRICS_NAMESPACE: v.optional(Name, "Dropfeed"),
  AWS_ENDPOINT_URL: v.optional(Address),
  AWS_ENDPOINT_URL_S3: v.optional(Address),
  AWS_ENDPOINT_URL_SQS: v.optional(Address),
});

export type Environment = {
  readonly buckets: { readonly content: string; readonly state: string; readonly site: string };
  readonly urls: { readonly inbox: string; readonly work: string; readonly dead: string };
  readonly arns: { readonly inbox: string; readonly work: string };
  /** Where the site is unless site.json says otherwise. */
  readonly siteUrl: string;
  /** The host that ids of articles are made of; a domain that comes later does not change it. */
  readonly idHost: string;
  readonly service: string;
  readonly namespace: string;
  /** Emulators in place of Amazon's own services. */
  readonly endpoints: { readonly s3?: string; readonly sqs?: string };
};

/** @throws Error that names every variable that is missing or wrong */
export function readEnvironment(variables: unknown): Environment {
  const parsed = v.safeParse(Variables, variables);
  if (!parsed.success) {
    const wrong = parsed.issues.map(
      (issue) => `${v.getDotPath(issue)} ${issue.input === undefined ? "is missing" : issue.message}`,
    );
    throw new Error(`the function's environment: ${wrong.join(", ")}`);
  }
  const given = parsed.output;
  return {
    buckets: { content: given.CONTENT_BUCKET, state: given.STATE_BUCKET, site: given.SITE_BUCKET },
    urls: { inbox: given.INBOX_URL, work: given.WORK_URL, dead: given.DEAD_URL },
    arns: { inbox: given.INBOX_ARN, work: given.WORK_ARN },
    siteUrl: given.SITE_URL,
    idHost: given.ID_HOST,
    service: given.POWERTOOLS_SERVICE_NAME,
    namespace: given.POWERTOOLS_METRICS_NAMESPACE,
    endpoints: {
      s3: given.AWS_ENDPOINT_URL_S3 ?? given.AWS_ENDPOINT_URL,
      sqs: given.AWS_ENDPOINT_URL_SQS ?? given.AWS_ENDPOINT_URL,
    },
  };
}
