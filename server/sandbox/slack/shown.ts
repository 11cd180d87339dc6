import { APPROVE, REJECT } from '@/connectors/slack/approval-card'
import type { JsonObject } from '@/flow/json'
import { type Block, BlockSchema } from './blocks'

/** `isMarkup`: Slack would read `*bold*` and `<…>` in it; else it is shown as it stands. Escaped either way. */
export type ShownText = { text: string; isMarkup: boolean }

export type ShownButton = {
  label: string
  look: 'primary' | 'danger' | 'plain'
  /** Where it leads, for a link. */
  url: string | null
  /** What pressing it decides. */
  press: { waitId: string; decision: 'approved' | 'rejected' } | null
}

/** A message's blocks as the sandbox's channel draws them. */
export type ShownBlock =
  | { kind: 'header'; text: string }
  | { kind: 'section'; text: ShownText | null; fields: ShownText[] }
  | { kind: 'context'; elements: ShownText[] }
  | { kind: 'buttons'; buttons: ShownButton[] }
  | { kind: 'divider' }

/** Blocks that can't be read are left out: the message's text stands for them. */
export function shownBlocks(blocks: readonly JsonObject[]): ShownBlock[] {
  return blocks.flatMap((block) => {
    const read = BlockSchema.safeParse(block)
    return read.success ? [shownBlock(read.data)] : []
  })
}

function shownBlock(block: Block): ShownBlock {
  switch (block.type) {
    case 'header':
      return { kind: 'header', text: block.text.text }
    case 'section':
      return { kind: 'section', text: block.text ? shownText(block.text) : null, fields: (block.fields ?? []).map(shownText) }
    case 'context':
      return { kind: 'context', elements: block.elements.map(shownText) }
    case 'actions':
      return { kind: 'buttons', buttons: block.elements.map(shownButton) }
    case 'divider':
      return { kind: 'divider' }
  }
}

function shownText({ type, text }: { type: 'plain_text' | 'mrkdwn'; text: string }): ShownText {
  return { text, isMarkup: type === 'mrkdwn' }
}

function shownButton({ text, action_id, value, url, style }: Extract<Block, { type: 'actions' }>['elements'][number]): ShownButton {
  const decision = action_id === APPROVE ? 'approved' : action_id === REJECT ? 'rejected' : null
  return {
    label: text.text,
    look: style ?? 'plain',
    url: url ?? null,
    press: decision !== null && value !== undefined ? { waitId: value, decision } : null,
  }
}
