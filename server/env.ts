import { z } from 'zod'

const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((item) => item.trim() || []))

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ })

const masterKey = z.base64().refine((text) => Buffer.from(text, 'base64').length === 32, 'It has to be 32 bytes as base64')

/** Younger than a week nothing is given up (drizzle/0009). */
const keptDays = z.union([z.literal('forever'), z.coerce.number().int().min(7)])

const EnvSchema = z.object({
  /** Owner of the tables: given to the one program that migrates. */
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_APP_URL: postgresUrl,
  DATABASE_ENGINE_URL: postgresUrl,
  DATABASE_AUTH_URL: postgresUrl,
  /** Without it, queue and bus live in Postgres. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  AUTH_SECRET: z.string().min(32),
  /** Wraps the keys that seal secrets: 32 bytes as base64. Lost, every secret is. */
  KAOS_MASTER_KEY: masterKey,
  /** Those of before, while keys they wrapped are wrapped anew. */
  KAOS_MASTER_KEYS_BEFORE: list.pipe(z.array(masterKey)),
  /** The address people use; every link that leaves the house starts with it. */
  KAOS_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  WEB_PORT: z.coerce.number().int().min(1).max(65535).default(3001),
  /** Where mails to flows arrive; without it, none do. */
  SMTP_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  /** What stands behind the @ of flows' addresses; the host of KAOS_URL, unless set. */
  SMTP_DOMAIN: z.hostname().optional(),
  /** Files (PEM): with them, senders may encrypt (STARTTLS). */
  SMTP_CERT: z.string().optional(),
  SMTP_KEY: z.string().optional(),
  /** Through which KAOS itself sends mail, such as requests for approval. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().default('KAOS <kaos@localhost>'),
  KAOS_DATA: z.string().default('.kaos'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default('Single sign-on'),
  /** Any OpenAI-compatible endpoint, e.g. `http://localhost:11434/v1`. Without it, nothing asks a model. */
  MODEL_URL: z.url({ protocol: /^https?$/ }).optional(),
  MODEL_NAME: z.string().optional(),
  MODEL_API_KEY: z.string().optional(),
  /** The most that a flow's settings can allow one of its runs. */
  RUN_MAX_STEPS: z.coerce.number().int().min(1).default(2_000_000),
  RUN_MAX_MEGABYTES: z.coerce.number().int().min(1).default(512),
  /** Days after the end of a run that workspaces keep what it did, and the run itself, unless they say otherwise; or `forever`. */
  KAOS_KEEP_DETAILS_DAYS: keptDays.default(90),
  KAOS_KEEP_RUNS_DAYS: keptDays.default(1_095),
  /** `host:port` or CIDR that flows may call although it is private. */
  KAOS_EGRESS_ALLOW: list,
  /** Addresses or CIDRs of reverse proxies whose `X-Forwarded-For` is believed. */
  KAOS_TRUSTED_PROXIES: list,
})

export type Env = z.infer<typeof EnvSchema>

export function parseEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = EnvSchema.safeParse(given)
  if (parsed.success) return parsed.data
  // Names and reasons only: a value in this message would end in a log.
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The environment is not complete. ${problems.join('; ')}. See docs/configuration.md.`)
}

let parsed: Env | undefined

/** Read on first use, not on import: `next build` imports everything and has no environment. */
export function env(): Env {
  parsed ??= parseEnv(process.env)
  return parsed
}

/** Tests set other variables. */
export function forgetEnv(): void {
  parsed = undefined
}
