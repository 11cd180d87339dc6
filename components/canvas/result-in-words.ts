import { type ApprovalResult, ApprovalResultSchema } from '@/flow/define/approval'
import { MAIN_PORT, type Port } from '@/flow/define/define'
import type { NodeView } from '@/flow/engine/run-view'
import { isJsonObject, type Json } from '@/flow/json'
import { fileIn, isLargeValue } from '@/flow/mapping/file-in'
import { humanLabel } from '@/flow/mapping/human-label'

const LONGEST = 40

/** What came of a step, in a word or two: `yes: 4,280 over 1,000`, `status 201`, `3 items`. */
export function resultInWords({ output, port }: Pick<NodeView, 'output' | 'port'>, ports: readonly Port[]): string {
  const way = port !== null && port !== MAIN_PORT ? (ports.find((each) => each.id === port)?.label ?? port) : ''
  const decided = ApprovalResultSchema.safeParse(output)
  if (decided.success) return short(decisionInWords(decided.data))
  if (isJsonObject(output) && typeof output.because === 'string') return short([way, output.because].filter(Boolean).join(': '))
  return [way, short(valueInWords(output))].filter(Boolean).join(': ')
}

/** `approved by Mona`, `rejected by Ada`, `nobody decided in time`. */
function decisionInWords({ decision, by }: ApprovalResult): string {
  if (decision === 'expired') return 'nobody decided in time'
  const names = new Intl.ListFormat().format(by.map(({ name }) => name))
  return names ? `${decision} by ${names}` : decision
}

function valueInWords(value: Json): string {
  if (value === null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return value.toLocaleString()
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.length === 1 ? '1 item' : `${value.length.toLocaleString()} items`
  const file = fileIn(value)
  if (file) return isLargeValue(file) ? `${(file.size / 1e6).toFixed(1)} MB of data` : file.name
  const entries = Object.entries(value)
  const telling = entries.find(([, inner]) => inner !== null && typeof inner !== 'object' && inner !== '')
  if (!telling) return entries.length === 1 ? '1 field' : `${entries.length} fields`
  return `${humanLabel(telling[0])} ${valueInWords(telling[1])}`
}

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}
