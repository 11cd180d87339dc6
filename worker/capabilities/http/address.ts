import ipaddr from 'ipaddr.js'
import type { Env } from '@/server/env'

/**
 * Which addresses a flow may reach. Deny by default: only public unicast passes; private, loopback, link-local, CGNAT,
 * multicast, what nobody was given yet, and everything that embeds an IPv4 address (mapped, 6to4, Teredo) does not. NAT64 is
 * how networks without IPv4 reach it: such an address is judged as the one it leads to. What `allow` names passes
 * all the same, except the ports of our own services. Asked about the resolved address, never about a name.
 */
export type EgressRules = {
  allow: readonly Allowed[]
  /** Host and port of our own Postgres and Redis. */
  own: readonly { host: string; port: number }[]
}

type Allowed = { cidr: [ipaddr.IPv4 | ipaddr.IPv6, number] } | { host: string; port: number }

/** Programs are told where Postgres is by the roles they use, and nothing of the owner of its tables. */
export function egressOf({ KAOS_EGRESS_ALLOW, DATABASE_APP_URL, DATABASE_ENGINE_URL, DATABASE_AUTH_URL, REDIS_URL }: Env): EgressRules {
  return egressRules(KAOS_EGRESS_ALLOW, [DATABASE_APP_URL, DATABASE_ENGINE_URL, DATABASE_AUTH_URL, REDIS_URL])
}

export function egressRules(allow: readonly string[], ownUrls: readonly (string | undefined)[]): EgressRules {
  return {
    allow: allow.map(parseAllowed),
    own: ownUrls.flatMap((text) => {
      if (!text) return []
      const url = new URL(text)
      return [{ host: bare(url.hostname), port: Number(url.port) || (url.protocol.startsWith('redis') ? 6379 : 5432) }]
    }),
  }
}

/** `ownAddresses`: where what is ours at this port is. */
export function mayReach(rules: EgressRules, host: string, address: string, port: number, ownAddresses: readonly string[] = []): boolean {
  const named = ipaddr.parse(address)
  const behind = behindNat64(named)
  const ip = behind ?? ipaddr.process(address)
  const isPublic = isGivenOut(behind ?? named)
  const isOwn = (own: string) => !isPublic || own === host.toLowerCase() || own === ip.toString()
  if (ownAt(rules, port).some(isOwn) || ownAddresses.some((own) => ipaddr.process(own).toString() === ip.toString())) return false
  return isPublic || rules.allow.some((allowed) => matches(allowed, host, ip, port))
}

/** The hosts of our own services at this port. */
export function ownAt({ own }: EgressRules, port: number): string[] {
  return own.flatMap((each) => (each.port === port ? each.host : []))
}

/**
 * Where IPv6 was given out from to be reached, in whole blocks, because registries are given more next to what they have; the
 * rest is for uses to come. https://www.iana.org/assignments/ipv6-unicast-address-assignments
 */
const GIVEN_OUT = ['2001::/16', '2003::/16', '2400::/8', '2600::/8', '2800::/8', '2a00::/8', '2c00::/8'].map((cidr) =>
  ipaddr.parseCIDR(cidr),
)

function isGivenOut(ip: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return ip.range() === 'unicast' && (ip instanceof ipaddr.IPv4 || GIVEN_OUT.some((block) => ip.match(block)))
}

/** RFC 6052: under this prefix the last four bytes are the address. Under others nobody can tell where it stands. */
const NAT64 = ipaddr.parseCIDR('64:ff9b::/96')

function behindNat64(ip: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | null {
  return ip instanceof ipaddr.IPv6 && ip.match(NAT64) ? new ipaddr.IPv4(ip.toByteArray().slice(12)) : null
}

function matches(allowed: Allowed, host: string, ip: ipaddr.IPv4 | ipaddr.IPv6, port: number): boolean {
  if ('cidr' in allowed) return allowed.cidr[0].kind() === ip.kind() && ip.match(allowed.cidr)
  return allowed.port === port && (allowed.host === host.toLowerCase() || allowed.host === ip.toString())
}

function parseAllowed(text: string): Allowed {
  if (text.includes('/')) return { cidr: ipaddr.parseCIDR(text) }
  const url = new URL(`http://${text}`)
  if (!/:\d+$/.test(text)) throw new Error(`KAOS_EGRESS_ALLOW: “${text}” is neither host:port nor a CIDR such as 10.0.0.0/8.`)
  return { host: bare(url.hostname), port: Number(url.port) || 80 }
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').toLowerCase()
}
