import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

export type AddressOf = (request: IncomingMessage) => string

/** The caller's IP. `X-Forwarded-For` is believed only as far as trusted proxies wrote it, read from the right. */
export function addressReader(trustedProxies: readonly string[]): AddressOf {
  const trusted = new BlockList()
  for (const entry of trustedProxies) {
    const [address = '', prefix] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (prefix === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, Number(prefix), family)
  }
  const isTrusted = (address: string) => isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

  return (request) => {
    const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    let address = plain(request.socket.remoteAddress ?? '')
    for (const hop of forwarded.split(',').reverse()) {
      const before = plain(withoutPort(hop.trim()))
      if (!isTrusted(address) || isIP(before) === 0) break
      address = before
    }
    return address
  }
}

/** Some proxies name the port as well: `1.2.3.4:5678`, `[2001:db8::1]:5678`. */
function withoutPort(hop: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop
}

/** Node shows IPv4 callers of a dual-stack socket as `::ffff:1.2.3.4`. */
function plain(address: string): string {
  return address.startsWith('::ffff:') ? address.slice(7) : address
}
