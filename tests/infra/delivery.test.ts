import { runInNewContext } from "node:vm";
import { Match, type Template } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { MEDIA_POLICY, PAGE_POLICY, SECURITY_HEADERS } from "../../functions/edge/document-headers.ts";
import { edgeHeaders } from "../edge/bundled-functions.ts";
import { DOMAIN, HUB, makeStack, synthesize, WEB_ACL } from "./synth.ts";

const plain = synthesize();
const named = synthesize({ ...DOMAIN, webAclArn: WEB_ACL });

function distribution(template: Template) {
  const [only] = Object.values(template.findResources("AWS::CloudFront::Distribution"));
  return only?.Properties.DistributionConfig;
}

describe("the distribution", () => {
  it("supports HTTP/2 and 3, over IPv4 and IPv6", () => {
    expect(distribution(plain)).toMatchObject({ HttpVersion: "http2and3", IPV6Enabled: true });
  });

  it("answers 404 with the site's own page for missing documents, and caches that only briefly", () => {
    expect(distribution(plain).CustomErrorResponses).toEqual([
      { ErrorCode: 404, ResponseCode: 404, ResponsePagePath: "/404.html", ErrorCachingMinTTL: 10 },
    ]);
    expect(distribution(plain).DefaultRootObject).toBe("index.html");
  });

  it("handles pages and media alike: HTTPS, compression, CORS preflights, the edge functions", () => {
    const { DefaultCacheBehavior: pages, CacheBehaviors: others } = distribution(plain);
    const { ResponseHeadersPolicyId: _, ...shared } = pages;
    expect(others).toHaveLength(1);
    expect(others[0]).toMatchObject({ ...shared, PathPattern: "media/*" });
    expect(shared).toMatchObject({
      ViewerProtocolPolicy: "redirect-to-https",
      Compress: true,
      AllowedMethods: ["GET", "HEAD", "OPTIONS"],
      FunctionAssociations: [{ EventType: "viewer-request" }, { EventType: "viewer-response" }],
    });
    expect(shared).not.toHaveProperty("OriginRequestPolicyId");
  });

  it("signs its requests to the bucket, by origin access control", () => {
    const [origin] = distribution(plain).Origins;
    expect(origin.OriginAccessControlId).toBeDefined();
    plain.hasResourceProperties("AWS::CloudFront::OriginAccessControl", {
      OriginAccessControlConfig: {
        OriginAccessControlOriginType: "s3",
        SigningBehavior: "always",
        SigningProtocol: "sigv4",
      },
    });
  });

  // These names must be unique in the entire account.
  it.each([
    ["AWS::CloudFront::ResponseHeadersPolicy", "ResponseHeadersPolicyConfig", 2, 128],
    ["AWS::CloudFront::OriginAccessControl", "OriginAccessControlConfig", 1, 64],
    ["AWS::CloudFront::CachePolicy", "CachePolicyConfig", 1, 128],
    ["AWS::CloudFront::Function", undefined, 2, 64],
  ])("can be deployed to a second region: %s", (type, config, count, limit) => {
    const resources = Object.values(plain.findResources(type));
    const names = resources.map(({ Properties }) => (config === undefined ? Properties : Properties[config]).Name);
    expect(names).toEqual(Array(count).fill({ "Fn::Join": ["", expect.arrayContaining([{ Ref: "AWS::Region" }])] }));
    const resolved = names.map((name) =>
      name["Fn::Join"][1].map((part: unknown) => (typeof part === "string" ? part : "ap-southeast-1000000")).join(""),
    );
    for (const name of resolved) expect(name).toMatch(new RegExp(`^[\\w-]{1,${limit}}$`));
    expect(new Set(resolved).size).toBe(count);
  });

  it("keeps one copy of a document, for as long as the document says", () => {
    plain.hasResourceProperties("AWS::CloudFront::CachePolicy", {
      CachePolicyConfig: {
        MinTTL: 0,
        DefaultTTL: 60,
        MaxTTL: 86400,
        ParametersInCacheKeyAndForwardedToOrigin: {
          QueryStringsConfig: { QueryStringBehavior: "none" },
          CookiesConfig: { CookieBehavior: "none" },
          HeadersConfig: { HeaderBehavior: "none" },
          EnableAcceptEncodingGzip: true,
          EnableAcceptEncodingBrotli: true,
        },
      },
    });
  });

  it("has the configured web ACL", () => {
    expect(distribution(named).WebACLId).toBe(WEB_ACL);
    expect(distribution(plain)).not.toHaveProperty("WebACLId");
  });
});

describe("responses", () => {
  it.each([
    ["pages", PAGE_POLICY],
    ["media", MEDIA_POLICY],
  ])("have the same security headers as on a laptop, and HSTS (%s)", (name, policy) => {
    plain.hasResourceProperties("AWS::CloudFront::ResponseHeadersPolicy", {
      ResponseHeadersPolicyConfig: {
        Comment: `Dropfeed: ${name}`,
        SecurityHeadersConfig: {
          ContentSecurityPolicy: { ContentSecurityPolicy: policy, Override: true },
          ContentTypeOptions: { Override: true },
          ReferrerPolicy: { ReferrerPolicy: SECURITY_HEADERS["referrer-policy"], Override: true },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 31536000, Override: true },
        },
      },
    });
    const [open] = Object.values(plain.findResources("AWS::CloudFront::ResponseHeadersPolicy"))
      .map(({ Properties }) => Properties.ResponseHeadersPolicyConfig)
      .filter(({ Comment }) => Comment === `Dropfeed: ${name}`)
      .map(({ CorsConfig }) => CorsConfig?.AccessControlAllowOrigins?.Items);
    expect(open).toEqual(name === "media" ? undefined : ["*"]);
    // The policy above has fields for these two. Any other header would have to be added there.
    expect(Object.keys(SECURITY_HEADERS)).toEqual(["x-content-type-options", "referrer-policy"]);
  });
});

describe("a custom domain", () => {
  it("has its certificate, TLS 1.2 and newer, and records for IPv4 and 6", () => {
    expect(distribution(named)).toMatchObject({
      Aliases: ["feeds.example.org"],
      ViewerCertificate: { AcmCertificateArn: DOMAIN.certificateArn, MinimumProtocolVersion: "TLSv1.2_2021" },
    });
    for (const Type of ["A", "AAAA"]) {
      named.hasResourceProperties("AWS::Route53::RecordSet", {
        Type,
        Name: "feeds.example.org.",
        HostedZoneId: DOMAIN.hostedZoneId,
        AliasTarget: { DNSName: { "Fn::GetAtt": [Match.stringLikeRegexp("Distribution"), "DomainName"] } },
      });
    }
  });

  it("can have its DNS elsewhere, and an output then says where to point it", () => {
    const { domainName = "", certificateArn = "" } = DOMAIN;
    const elsewhere = synthesize({ domainName, certificateArn });
    elsewhere.resourceCountIs("AWS::Route53::RecordSet", 0);
    elsewhere.hasOutput("DnsTarget", {
      Value: { "Fn::GetAtt": [Match.stringLikeRegexp("Distribution"), "DomainName"] },
    });
    expect(named.findOutputs("DnsTarget")).toEqual({});
  });

  it("is in the outputs, or CloudFront's domain name without one", () => {
    named.hasOutput("SiteUrl", { Value: "https://feeds.example.org/" });
    named.hasOutput("RssUrl", { Value: "https://feeds.example.org/feed.xml" });
    named.hasOutput("AtomUrl", { Value: "https://feeds.example.org/atom.xml" });
    named.hasOutput("JsonUrl", { Value: "https://feeds.example.org/feed.json" });
    const cloudFront = { "Fn::GetAtt": [Match.stringLikeRegexp("Distribution"), "DomainName"] };
    plain.hasOutput("RssUrl", { Value: { "Fn::Join": ["", ["https://", cloudFront, "/feed.xml"]] } });
  });
});

describe("the edge functions as they are deployed", () => {
  const viewer = (uri: string, host: string) => ({
    method: "GET",
    uri,
    querystring: {},
    headers: edgeHeaders({ host }),
  });

  it("are small enough, and use the runtime that they were tested on", () => {
    const functions = Object.values(named.findResources("AWS::CloudFront::Function"));
    expect(functions).toHaveLength(2);
    for (const { Properties } of functions) {
      expect(Properties.FunctionCode.length).toBeLessThan(10_000);
      expect(Properties.FunctionConfig.Runtime).toBe("cloudfront-js-2.0");
      expect(Properties.AutoPublish).toBe(true);
    }
  });

  it("redirect requests for CloudFront's domain name to the custom domain", () => {
    const request = viewer("/atom.xml", "d111111abcdef8.cloudfront.net");
    expect(edgeFunction(named, /Request/)({ request })).toMatchObject({
      statusCode: 301,
      headers: { location: { value: "https://feeds.example.org/atom.xml" } },
    });
    expect(edgeFunction(plain, /Request/)({ request })).toMatchObject({ uri: "/atom.xml" });
  });

  it("are too large for CloudFront with too many hubs, which is reported before deployment", () => {
    const hubs = Array.from({ length: 100 }, (_, index) => `https://hub.example.org/${index}/${"x".repeat(40)}`);
    expect(() => makeStack({}, false, hubs)).toThrow(/^hubs in seeds\/site\.json: .* allows 10240$/);
  });

  it("name the hubs", () => {
    const request = viewer("/atom.xml", "feeds.example.org");
    const response = { statusCode: 200, headers: {} };
    expect(edgeFunction(named, /Response/)({ request, response })).toMatchObject({
      headers: {
        link: { value: `<https://feeds.example.org/atom.xml>; rel="self", <${HUB}>; rel="hub"` },
        "access-control-allow-origin": { value: "*" },
      },
    });
  });
});

/** Runs the code in the template, which is complete: the line with the site's data is already in front of it. */
function edgeFunction(template: Template, name: RegExp): (event: unknown) => unknown {
  const functions = Object.entries(template.findResources("AWS::CloudFront::Function"));
  const [, found] = functions.find(([id]) => name.test(id)) ?? [];
  return (event) => {
    const code = `${found?.Properties.FunctionCode}\nJSON.stringify(handler(${JSON.stringify(event)}))`;
    return JSON.parse(runInNewContext(code));
  };
}
