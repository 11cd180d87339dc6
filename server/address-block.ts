import { isIPv6 } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Whom an address stands for, to limits: who has one address of IPv6 has its whole network of 2⁶⁴ to try from. Anything else stands for itself. */
export function blockOf(address: string): string {
  if (!isIPv6(address)) return address
  const ip = ipaddr.process(address)
  if (ip instanceof ipaddr.IPv4) return ip.toString()
  return `${ip.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`
}
