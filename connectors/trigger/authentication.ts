import { z } from 'zod'

const header = (title: string, usual: string) =>
  z
    .string()
    .trim()
    .max(100)
    .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'Enter the name of a header, such as X-Signature.')
    .default(usual)
    .meta({ title, placeholder: usual, resolve: 'literal' })

const AUTHENTICATIONS = {
  none: 'nothing: the address is enough',
  header: 'a secret in a header',
  hmac: 'a signature (HMAC)',
  standard: 'Standard Webhooks',
  basic: 'a user name and password',
} as const

const onlyHmac = { param: 'authentication', in: ['hmac'] } as const
const onlyTimed = { param: 'signs', in: ['dot', 'v0'] } as const

/** How a caller proves that it is who it should be. The secret itself is a connection, and never among these. */
export const authenticationFields = {
  authentication: z.enum(['none', 'header', 'hmac', 'standard', 'basic']).default('none').meta({
    title: 'Callers prove themselves with',
    description: 'Calls without the right proof are answered with “401” and start nothing.',
    control: 'select',
    options: AUTHENTICATIONS,
    resolve: 'literal',
  }),
  secretHeader: header('Header', 'X-Webhook-Secret').meta({
    description: 'Its whole value is the secret. For Authorization, that includes a word such as Bearer.',
    showIf: { param: 'authentication', in: ['header'] },
  }),
  signatureHeader: header('Signature header', 'X-Signature').meta({
    description: 'Such as X-Hub-Signature-256 of GitHub.',
    showIf: onlyHmac,
  }),
  signaturePrefix: z.string().max(50).default('').meta({
    title: 'Before the signature',
    hint: 'optional',
    placeholder: 'sha256=',
    showIf: onlyHmac,
    resolve: 'literal',
  }),
  algorithm: z
    .enum(['sha256', 'sha1', 'sha512'])
    .default('sha256')
    .meta({
      title: 'Algorithm',
      control: 'select',
      options: { sha256: 'SHA-256', sha1: 'SHA-1', sha512: 'SHA-512' },
      showIf: onlyHmac,
      resolve: 'literal',
    }),
  encoding: z
    .enum(['hex', 'base64'])
    .default('hex')
    .meta({ title: 'Written as', control: 'select', options: { hex: 'hex', base64: 'Base64' }, showIf: onlyHmac, resolve: 'literal' }),
  signs: z
    .enum(['body', 'dot', 'v0'])
    .default('body')
    .meta({
      title: 'Signed is',
      description: 'With a timestamp, a call that somebody recorded is worth nothing later.',
      control: 'select',
      options: { body: 'the body', dot: 'timestamp.body', v0: 'v0:timestamp:body' },
      showIf: onlyHmac,
      resolve: 'literal',
    }),
  timestampHeader: header('Timestamp header', 'X-Timestamp').meta({
    description: 'Seconds since 1970.',
    showIf: onlyTimed,
  }),
  tolerance: z.number().int().min(1).max(3_600).default(300).meta({
    title: 'Seconds it may be off',
    control: 'number',
    placeholder: '300',
    showIf: onlyTimed,
    resolve: 'literal',
  }),
}

export const AuthenticationSchema = z.object(authenticationFields)

export type Authentication = z.output<typeof AuthenticationSchema>
