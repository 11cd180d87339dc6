'use client'
import type { Json } from '@/flow/json'
import { useInspected } from './context'
import { FieldProblems } from './field-problems'
import { resolved } from './resolved'
import { useRowProblems } from './row-problems'

/** The value of one mapping in a list, under its row, or what is wrong with it. `at` is its place in the field. */
export function ResolvedLine({ value, at }: { value: Json | undefined; at: string }) {
  const { sample } = useInspected()
  const { problems, onMend } = useRowProblems(at)
  const now = resolved(value, sample)
  const fails = now?.kind === 'error'
  return (
    <>
      {/* What the data at hand does not fit is mostly said better by what was found before. */}
      {fails && problems.length === 0 && <p className="text-bad-ink text-xs">{now.text}</p>}
      {now?.kind === 'value' && (
        <p className="flex min-w-0 gap-1.5 text-xs">
          <span className="shrink-0 text-ink-3">{now.isExample ? 'for example' : 'shows'}</span>
          <span className="min-w-0 break-words font-medium text-ok-ink">{now.text}</span>
        </p>
      )}
      <FieldProblems problems={problems} failsNow={fails} onMend={onMend} />
    </>
  )
}
