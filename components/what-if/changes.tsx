import type { RunDifference } from '@/flow/what-if/result'
import { pathInWords, shortValue } from '@/flow/what-if/words'

type Change = RunDifference['steps'][number]['changes'][number]

/** Where two values part, then and now beside each other. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return null
  return (
    <dl className="grid grid-cols-1 gap-x-4 gap-y-1 text-sm sm:grid-cols-[minmax(6rem,auto)_1fr]">
      {changes.map(({ path, before, after }) => (
        <div key={path.join('\u0000')} className="contents">
          <dt className="text-ink-2">{pathInWords(path) || 'The value'}</dt>
          <dd className="min-w-0 break-words max-sm:mb-1">
            <del className="rounded-[4px] bg-bad-soft px-1 text-bad-ink line-through decoration-bad-ink/50">{shortValue(before)}</del>{' '}
            <ins className="rounded-[4px] bg-ok-soft px-1 text-ok-ink no-underline">{shortValue(after)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
