import { z } from 'zod'
import type { Json } from '@/flow/json'
import { JsonSchema } from '@/flow/json'

/** What other processes ask the worker for: it alone holds hands and opens secrets. Ids and parameters go in, never a secret. */
export const ASKS = {
  /** Who is this account? */
  'connection.test': {
    detail: z.strictObject({ connectionId: z.uuid() }),
    answer: z.strictObject({ account: z.string() }),
  },
  /** The browser is back from an app with a code: get tokens for it. The code travels sealed. */
  'connection.finish-sign-in': {
    detail: z.strictObject({ attemptId: z.uuid(), sealedCode: z.base64() }),
    answer: z.strictObject({ connectionId: z.uuid() }),
  },
  /** Slack says that a button was pressed. What it says travels sealed, and counts once its signature was checked. */
  'slack.press': {
    detail: z.strictObject({ connectionId: z.uuid(), sealedBody: z.base64(), signature: z.string(), timestamp: z.string() }),
    answer: z.strictObject({ genuine: z.boolean() }),
  },
  /** The text of a flow at an address. */
  'flow.fetch': {
    detail: z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(2_000) }),
    answer: z.strictObject({ text: z.string() }),
  },
  /** What can be chosen for a parameter of this step? */
  choices: {
    detail: z.strictObject({
      type: z.string(),
      name: z.string(),
      connectionId: z.uuid(),
      params: z.record(z.string(), JsonSchema),
    }),
    answer: z.array(z.strictObject({ value: z.string(), label: z.string(), hint: z.string().optional() })),
  },
} as const satisfies Record<string, { detail: z.ZodType<Json>; answer: z.ZodType<Json> }>

export type AskKind = keyof typeof ASKS

export type Detail<Kind extends AskKind> = z.infer<(typeof ASKS)[Kind]['detail']>

export type Answer<Kind extends AskKind> = z.infer<(typeof ASKS)[Kind]['answer']>
