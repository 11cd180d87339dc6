import type { AskedField } from '@/flow/define/approval'
import { cn } from '../ui/cn'
import { isSure } from './evidence'

/** How sure the reader was: a bar and a number. Nothing where nothing was read. */
export function Confidence({ field }: { field: Pick<AskedField, 'confidence'> }) {
  if (field.confidence === undefined) return null
  const percent = Math.round(field.confidence * 100)
  const sure = isSure(field)
  return (
    <span className="flex shrink-0 items-center gap-1.5">
      <span aria-hidden className="h-1 w-8.5 overflow-hidden rounded-full bg-line">
        <span className={cn('block h-full rounded-full', sure ? 'bg-ok' : 'bg-wait')} style={{ width: `${percent}%` }} />
      </span>
      <span className={cn('min-w-5 text-right text-xs tabular-nums', sure ? 'text-ink-3' : 'font-medium text-wait-ink')}>
        {percent}
        <span className="sr-only"> per cent sure{sure ? '' : ', please check'}</span>
      </span>
    </span>
  )
}
