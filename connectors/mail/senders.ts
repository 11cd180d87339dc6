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
