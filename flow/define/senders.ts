/** Who may start a flow by mail: one address or `@domain` a line; nobody named is anybody. */

/** `@globex.com` allows that domain and no other: neither `evilglobex.com` nor `globex.com.evil.net`. */
export function maySend(senders: string, address: string): boolean {
  const allowed = senders
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((entry) => entry !== '')
  if (allowed.length === 0) return true
  const from = address.trim().toLowerCase()
  const domain = from.slice(from.lastIndexOf('@'))
  return (
    from.includes('@') && allowed.some((entry) => (entry.includes('@') ? entry : `@${entry}`) === (entry.indexOf('@') > 0 ? from : domain))
  )
}

/** The senders with one more, or null where that one may send already or is no address that can be named. */
export function withSender(senders: string, address: string): string | null {
  const one = address.trim()
  // As one entry it has to mean this address and no other.
  if (/[\s,;]/.test(one) || one.indexOf('@') < 1 || maySend(senders, one)) return null
  return [senders.trimEnd(), one].filter((line) => line !== '').join('\n')
}
