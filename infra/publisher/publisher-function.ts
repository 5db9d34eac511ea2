/** The stack's only Lambda function: it reads the inbox, handles the work queue, and installs the sample articles. */
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { type PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Code, Function as LambdaFunction, RecursiveLoop, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { acknowledgeObjects } from "./nag-acknowledgement.ts";

/** The maximum time for a batch. The queues' timeouts are derived from it. */
export const FUNCTION_TIMEOUT = Duration.minutes(2);

export interface PublisherFunctionProps {
  /** The folder of the bundle and the sample articles. */
  readonly bundle: string;
  readonly environment: Readonly<Record<string, string>>;
  /** All its permissions, except for writing its log. */
  readonly permissions: readonly PolicyStatement[];
  /** How many days its log is kept. */
  readonly logDays: RetentionDays;
  /** Whether the log is deleted with the stack. */
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
      // One full CPU: Lambda allocates CPU in proportion to memory. With less, a batch takes proportionally longer and costs the same.
      memorySize: 1769,
      environment: { ...props.environment },
      role,
      logGroup: this.log,
      // Each message of a rebuild sends the next one. Lambda would treat that as an endless loop and stop it after 16.
      recursiveLoop: RecursiveLoop.ALLOW,
    });
    // The role's policy is a separate resource: without this dependency the function could be called before it has permissions.
    this.lambda.node.addDependency(role);
  }
}

/** A custom role, because CDK's default role may write to every log of the account. */
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
