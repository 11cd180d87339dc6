import { z } from 'zod'
import type { ConnectionDefinition } from '@/flow/define/connection'

export const WebhookSecretFields = z.object({
  secret: z
    .string('Enter the secret.')
    .trim()
    .min(1, 'Enter the secret.')
    .max(1_000)
    .refine((secret) => !secret.startsWith('whsec_') || /^[A-Za-z0-9+/]{20,}={0,2}$/.test(secret.slice('whsec_'.length)), {
      message: 'This begins like a Standard Webhooks secret, but it is not whole. Copy it again.',
    })
    .meta({
      title: 'Secret',
      placeholder: 'whsec_…',
      description: 'What the caller signs with, the whole value of the header, or the password.',
      secret: true,
    }),
  user: z
    .string()
    .trim()
    .max(200)
    .regex(/^[^:]*$/, 'A user name has no colon.')
    .default('')
    .meta({ title: 'User name', hint: 'for Basic authentication', placeholder: 'acme' }),
})

export type WebhookSecret = z.output<typeof WebhookSecretFields>

/** What a caller of a webhook proves itself with. It goes nowhere: only calls that come in are held against it. */
export const webhookSecret: ConnectionDefinition = {
  fields: WebhookSecretFields,
  noun: 'secret',
  hosts: [],
  sandbox: false,
  test: async () => ({ account: 'Webhook secret' }),
}
