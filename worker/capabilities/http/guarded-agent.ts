import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { Agent, buildConnector } from 'undici'
import { NodeError } from '@/flow/define/node-error'
import { type EgressRules, mayReach, ownAt } from './address'

/**
 * The only way out. A host name is resolved, its addresses are checked, and the connection goes to the very address that
 * passed: there is no second look-up that could answer differently. Redirects connect anew and are checked anew.
 */
export function guardedAgent(rules: EgressRules, options: { keepAlive: boolean; resolve?: Resolve }): Agent {
  const connect = buildConnector({ timeout: 10_000 })
  const resolve = options.resolve ?? everyAddress
  return new Agent({
    pipelining: options.keepAlive ? 1 : 0,
    connect(target, callback) {
      const host = target.hostname.replace(/^\[|\]$|\.$/g, '')
      const port = Number(target.port) || (target.protocol === 'https:' ? 443 : 80)
      allowedAddress(rules, host, port, resolve).then(
        (address) => connect({ ...target, hostname: address, servername: target.servername || (isIP(host) ? undefined : host) }, callback),
        (error: Error) => callback(error, null),
      )
    },
  })
}

export type Resolve = (host: string) => Promise<string[]>

export const everyAddress: Resolve = async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address)

/** The address that a connection to this host may go to. @throws NodeError when there is none */
export async function allowedAddress(rules: EgressRules, host: string, port: number, resolve: Resolve): Promise<string> {
  const addresses = isIP(host) ? [host] : await resolve(host)
  const own = await addressesOfOwn(ownAt(rules, port), resolve)
  const allowed = own && addresses.find((address) => mayReach(rules, host, address, port, own))
  if (allowed) return allowed
  throw new NodeError('http_blocked', `${host} is not a public address, so flows may not call it.`, {
    retry: false,
    hint: 'Whoever runs KAOS can allow it with KAOS_EGRESS_ALLOW.',
  })
}

/** Services of ours may be reached under other names too, so their addresses count; null while one leads nowhere. */
async function addressesOfOwn(hosts: readonly string[], resolve: Resolve): Promise<string[] | null> {
  try {
    return (await Promise.all(hosts.map((host) => (isIP(host) ? [host] : resolve(host))))).flat()
  } catch {
    return null
  }
}
