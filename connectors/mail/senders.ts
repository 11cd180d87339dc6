import { z } from 'zod'

/** Who may start the flow, one address or `@domain` a line. */
export function sendersField(description: string) {
  return z.string().max(20_000).default('').meta({
    title: 'Only from',
    hint: 'anyone, if empty',
    placeholder: 'billing@hooli.com\n@globex.com',
    description,
    control: 'textarea',
    resolve: 'literal',
  })
}

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
