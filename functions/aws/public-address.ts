/**
 * Says whether an IP address belongs to a host on the public Internet. Others (this machine, the private network, the cloud's
 * metadata service) answer requests from inside that they would never answer from outside. Pure.
 */
import { BlockList, isIPv4, isIPv6 } from "node:net";

/** IANA IPv4 Special-Purpose Address Registry, multicast and reserved addresses. */
const NOT_PUBLIC_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10", // carrier-grade NAT; also metadata of Alibaba Cloud
  "127.0.0.0/8",
  "168.63.129.16/32", // Azure's host
  "169.254.0.0/16", // link-local; also metadata of AWS, Google and Azure
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/** The only IPv6 block that holds public addresses. All others, IPv4 in IPv6 notation and NAT64 among them, are refused. */
const PUBLIC_V6 = "2000::/3";
/** Within it: IETF protocols and Teredo, documentation, 6to4 (leads to any IPv4 address), documentation. */
const NOT_PUBLIC_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !blocked.check(address, "ipv4");
  return isIPv6(address) && publicV6.check(address, "ipv6") && !blocked.check(address, "ipv6");
}

export function isLoopback(address: string): boolean {
  return (isIPv4(address) && loopback.check(address, "ipv4")) || (isIPv6(address) && loopback.check(address, "ipv6"));
}

const blocked = listOf(...NOT_PUBLIC_V4, ...NOT_PUBLIC_V6);
const publicV6 = listOf(PUBLIC_V6);
const loopback = listOf("127.0.0.0/8", "::1/128");

function listOf(...subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = "", bits] = subnet.split("/");
    list.addSubnet(network, Number(bits), isIPv4(network) ? "ipv4" : "ipv6");
  }
  return list;
}
