import type { JsonObject } from '@/flow/json'
import { escapeShort } from './escape'

/** Slack refuses a whole message for one text too many or too long. */
export const LIMITS = { blocks: 50, header: 150, text: 3_000, fields: 10, field: 2_000, elements: 10, button: 75, value: 2_000 } as const

/** Data is plain text wherever it can be: there a `~` strikes nothing through, and no address becomes a link. */
export function header(text: string): JsonObject {
  return { type: 'header', text: plain(text, LIMITS.header) }
}

export function paragraph(text: string): JsonObject {
  return { type: 'section', text: plain(text, LIMITS.text) }
}

/** Markup of our own, as large as text is. */
export function marked(text: string): JsonObject {
  return { type: 'section', text: markup(text) }
}

/** Two columns, names left and values right; five rows to a block. */
export function table(rows: readonly { name: string; value: string }[]): JsonObject[] {
  const perBlock = LIMITS.fields / 2
  return Array.from({ length: Math.ceil(rows.length / perBlock) }, (_, at) => ({
    type: 'section',
    fields: rows.slice(at * perBlock, (at + 1) * perBlock).flatMap(({ name, value }) => [markup(bold(name)), plain(value, LIMITS.field)]),
  }))
}

export function smallPrint(...elements: readonly JsonObject[]): JsonObject[] {
  return elements.length === 0 ? [] : [{ type: 'context', elements: elements.slice(0, LIMITS.elements) }]
}

/** A line of small print that may hold anything. */
export function note(text: string): JsonObject {
  return plain(oneLine(text), LIMITS.text)
}

/**
 * Markup of our own: what comes from outside stands in it as `bold`, or not at all. `verbatim`: Slack adds no links and
 * mentions of its own.
 */
export function markup(text: string): JsonObject {
  return { type: 'mrkdwn', text, verbatim: true }
}

/** A name from outside: the characters that would end the bold, or strike it through, are left out. */
export function bold(name: string): string {
  return `*${escapeShort(oneLine(visible(name).replace(/[*~`]/g, '')), 100) || '–'}*`
}

export function buttons(...elements: readonly JsonObject[]): JsonObject {
  return { type: 'actions', elements: [...elements] }
}

export function button(text: string, rest: { action_id: string; value?: string; url?: string; style?: 'primary' | 'danger' }): JsonObject {
  return { type: 'button', text: plain(text, LIMITS.button), ...rest }
}

/** The moment as each reader's own clock shows it. */
export function moment(at: string): string {
  const ms = Date.parse(at)
  return Number.isNaN(ms) ? '' : `<!date^${Math.floor(ms / 1_000)}^{time}|${new Date(ms).toISOString().slice(0, 16)} UTC>`
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function plain(text: string, most: number): JsonObject {
  return { type: 'plain_text', text: escapeShort(visible(text).trim(), most) || '–', emoji: false }
}

/** Without characters that turn the reading order around, so that an amount reads as it is, and without control characters. */
function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.replace(/[\u202A-\u202E\u2066-\u2069]|[\u0000-\u0008\u000B-\u001F\u007F]/g, '')
}
