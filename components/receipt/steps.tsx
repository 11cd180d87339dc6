import type { Manifest } from '@/flow/define/manifest'
import { portsOf } from '@/flow/graph/ports'
import { CardState } from '../canvas/card-state'
import { resultInWords } from '../canvas/result-in-words'
import { sentenceParts } from '../canvas/sentence-parts'
import { formatDuration } from '../ui/format-duration'
import { IconTile } from '../ui/icon-tile'
import { ClockTime } from './clock-time'
import type { Receipt, ReceiptStep } from './types'

/** Each step in words, as they began. */
export function Steps({ receipt, manifest }: { receipt: Receipt; manifest: Manifest }) {
  const labels = new Map(receipt.nodes.map(({ key, label }) => [key, label]))
  return (
    <ol className="flex flex-col">
      {receipt.steps.map((step) => (
        <Step key={step.node.id} step={step} manifest={manifest} labels={labels} />
      ))}
    </ol>
  )
}

type StepProps = { step: ReceiptStep; manifest: Manifest; labels: ReadonlyMap<string, string> }

function Step({ step, manifest, labels }: StepProps) {
  const { node, status, startedAt, finishedAt, attempt, counts, error, look } = step
  const type = manifest.nodes[node.type]
  const tint = manifest.connectors.find(({ id }) => id === type?.connector)?.tint ?? 'grey'
  const sentence = type ? sentenceParts(type, node.params, labels) : []
  const result = status === 'completed' ? resultInWords(step, portsOf(node, type)) : ''
  const skipped = status === 'skipped'
  return (
    <li className="grid grid-cols-[26px_minmax(0,1fr)_auto] gap-x-3 py-2 sm:grid-cols-[80px_26px_minmax(0,1fr)_auto]">
      <span className="hidden pt-0.75 text-ink-3 text-sm tabular-nums sm:block">{startedAt !== null && <ClockTime at={startedAt} />}</span>
      <IconTile icon={type?.icon ?? 'box'} tint={tint} />
      <div className="min-w-0">
        <p className="flex items-center gap-1.5">
          <span className={skipped ? 'text-ink-3' : 'font-medium'}>{node.label}</span>
          <CardState status={status} problems={[]} />
          {skipped && <span className="text-ink-3 text-sm">was passed over</span>}
        </p>
        {!skipped && sentence.length > 0 && <p className="text-ink-2 text-sm">{sentence.map(({ text }) => text).join('')}</p>}
        {counts && (
          <p className="text-ink-2 text-sm">
            {counts.done.toLocaleString()} of {counts.total.toLocaleString()} done
            {counts.failed > 0 && `, ${counts.failed.toLocaleString()} failed`}
          </p>
        )}
        {result && !counts && <p className="break-words text-ok-ink text-sm">{result}</p>}
        {error && <p className="break-words text-bad-ink text-sm">{error.message}</p>}
        {look && <p className="break-words text-ink-2 text-sm">{look.note}</p>}
        {attempt > 1 && <p className="text-ink-3 text-sm">Tried {attempt} times</p>}
      </div>
      <span className="pt-0.75 text-right text-ink-3 text-sm tabular-nums">
        {startedAt !== null && finishedAt !== null && formatDuration(finishedAt - startedAt)}
      </span>
    </li>
  )
}
