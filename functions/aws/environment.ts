/** Reads the function's environment variables, which the stack sets, into a typed `Environment`. */
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
  /** The site's URL unless site.json sets another one. */
  readonly siteUrl: string;
  /** The host in article ids. It stays the same when the site gets its own domain later. */
  readonly idHost: string;
  readonly service: string;
  readonly namespace: string;
  /** URLs of emulators that replace Amazon's services. */
  readonly endpoints: { readonly s3?: string; readonly sqs?: string };
};

/** @throws Error that names every missing or invalid variable */
export function readEnvironment(variables: unknown): Environment {
  const parsed = v.safeParse(Variables, variables);
  if (!parsed.success) {
    const problems = parsed.issues.map(
      (issue) => `${v.getDotPath(issue)} ${issue.input === undefined ? "is missing" : issue.message}`,
    );
    throw new Error(`invalid environment variables: ${problems.join(", ")}`);
  }
  const values = parsed.output;
  return {
    buckets: { content: values.CONTENT_BUCKET, state: values.STATE_BUCKET, site: values.SITE_BUCKET },
    urls: { inbox: values.INBOX_URL, work: values.WORK_URL, dead: values.DEAD_URL },
    arns: { inbox: values.INBOX_ARN, work: values.WORK_ARN },
    siteUrl: values.SITE_URL,
    idHost: values.ID_HOST,
    service: values.POWERTOOLS_SERVICE_NAME,
    namespace: values.POWERTOOLS_METRICS_NAMESPACE,
    endpoints: {
      s3: values.AWS_ENDPOINT_URL_S3 ?? values.AWS_ENDPOINT_URL,
      sqs: values.AWS_ENDPOINT_URL_SQS ?? values.AWS_ENDPOINT_URL,
    },
  };
}
