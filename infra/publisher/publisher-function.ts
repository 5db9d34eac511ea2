/** The one Lambda function: it reads the inbox, publishes what is at work, and plants the seeds. */
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { type PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Code, Function as LambdaFunction, RecursiveLoop, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { acknowledgeObjects } from "./nag-acknowledgement.ts";

/** As long as a batch may take. The queues' timeouts follow from it. */
export const FUNCTION_TIMEOUT = Duration.minutes(2);

export interface PublisherFunctionProps {
  /** The folder of the bundle and the seeds. */
  readonly bundle: string;
  readonly environment: Readonly<Record<string, string>>;
  /** All that it may do, but for writing its log. */
  readonly permissions: readonly PolicyStatement[];
  /** For how many days its log is kept. */
  readonly logDays: RetentionDays;
  /** Whether the log goes with the stack. */
  readonly ephemeral: boolean;
}

export class PublisherFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly log: LogGroup;

  constructor(scope: Construct, id: string, props: PublisherFunctionProps) {
    super(scope, id);
    this.log = new LogGroup(this, "Log", {
      retention: props.logDays,
      removalPolicy: props.ephemeral ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    });
    const role = publisherRole(this, props.permissions);
    this.log.grantWrite(role);
    this.lambda = new LambdaFunction(this, "Lambda", {
      description: "Dropfeed: publishes articles",
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(props.bundle),
      handler: "index.handler",
      timeout: FUNCTION_TIMEOUT,
      // One whole CPU: Lambda gives as much of it as of memory. With less a batch takes longer in proportion and costs the same.
      memorySize: 1769,
      environment: { ...props.environment },
      role,
      logGroup: this.log,
      // A rebuild's messages each send the next. Lambda would take that for a loop without end and stop it after 16.
      recursiveLoop: RecursiveLoop.ALLOW,
    });
    // The role's policy is another resource: without it the function could be called before it may do anything.
    this.lambda.node.addDependency(role);
  }
}

/** A role of its own: the one that CDK would make may write to every log of the account. */
function publisherRole(scope: Construct, permissions: readonly PolicyStatement[]): Role {
  const role = new Role(scope, "Role", {
    description: "What Dropfeed's publisher may do",
    assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
  });
  for (const permission of permissions) {
    role.addToPolicy(permission);
    acknowledgeObjects(role, permission.resources);
  }
  return role;
}
