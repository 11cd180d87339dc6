import ipaddr from 'ipaddr.js'

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

export function mayReach(rules: EgressRules, host: string, address: string, port: number): boolean {
  const named = ipaddr.parse(address)
  const behind = behindNat64(named)
  const ip = behind ?? ipaddr.process(address)
  const isPublic = isGivenOut(behind ?? named)
  const isOwn = (own: string) => own === host.toLowerCase() || own === address || own === ip.toString()
  if (rules.own.some((own) => own.port === port && (!isPublic || isOwn(own.host)))) return false
  return isPublic || rules.allow.some((allowed) => matches(allowed, host, ip, port))
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
