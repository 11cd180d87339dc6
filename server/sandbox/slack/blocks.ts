import { z } from 'zod'
import { LIMITS } from '@/connectors/slack/blocks'

const Plain = (most: number) =>
  z.object({ type: z.literal('plain_text'), text: z.string().min(1).max(most), emoji: z.boolean().optional() })
const Markup = (most: number) =>
  z.object({ type: z.literal('mrkdwn'), text: z.string().min(1).max(most), verbatim: z.boolean().optional() })
const Text = (most: number) => z.discriminatedUnion('type', [Plain(most), Markup(most)])

const Button = z.object({
  type: z.literal('button'),
  text: Plain(LIMITS.button),
  action_id: z.string().min(1).max(255),
  value: z.string().max(LIMITS.value).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(3_000)
    .optional(),
  style: z.enum(['primary', 'danger']).optional(),
})

const Base = z.object({ block_id: z.string().max(255).optional() })

/** The blocks that messages here are made of, as strict as Slack is with them. Others are refused rather than shown wrong. */
export const BlockSchema = z.discriminatedUnion('type', [
  Base.extend({ type: z.literal('header'), text: Plain(LIMITS.header) }),
  Base.extend({
    type: z.literal('section'),
    text: Text(LIMITS.text).optional(),
    fields: z.array(Text(LIMITS.field)).min(1).max(LIMITS.fields).optional(),
  }).refine(({ text, fields }) => text || fields, 'A section needs a text or fields'),
  Base.extend({ type: z.literal('context'), elements: z.array(Text(LIMITS.text)).min(1).max(LIMITS.elements) }),
  Base.extend({ type: z.literal('actions'), elements: z.array(Button).min(1).max(25) }),
  Base.extend({ type: z.literal('divider') }),
])

export const BlocksSchema = z.array(BlockSchema).max(LIMITS.blocks)

export type Block = z.infer<typeof BlockSchema>
