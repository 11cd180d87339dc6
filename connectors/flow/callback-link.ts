import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { AuthenticationSchema, authenticationFields } from '../trigger/authentication'

export const callbackLink = defineAction({
  id: 'callback-link',
  version: 1,
  title: 'Make a callback link',
  summary: 'Makes an address that another system, or a button in a mail, answers once. A later step waits for it.',
  sentence: 'Make a callback link',
  keywords: ['url', 'address', 'webhook', 'resume', 'continue', 'answer', 'token', 'callback', 'external', 'job'],
  icon: 'link',
  account: 'optional',
  accountAt: 'webhook',
  accountIf: {
    param: 'authentication',
    in: ['header', 'hmac', 'standard', 'basic'],
    missing: 'Choose the secret that callers prove themselves with.',
  },
  effect: 'none', // the link is kept with the run: making it again after a crash gives the same one
  input: z.object({
    ...authenticationFields,
    authentication: authenticationFields.authentication.meta({
      description: 'Nobody can guess the address. Ask for more where it may be passed on.',
    }),
  }),
  output: z.object({ url: z.string().meta({ title: 'Link' }) }),
  examples: [{ input: {}, output: { url: 'https://kaos.example/callbacks/wait/AZrk…' } }],
  async run({ input, use, connection }) {
    const url = await use.callbacks.link({ config: AuthenticationSchema.parse(input), connectionId: connection?.id ?? null })
    return { url }
  },
})
