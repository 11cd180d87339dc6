import { Archive } from 'lucide-react'

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' })

/** Instead of what a run did, once the workspace does not keep it any longer. */
export function DetailsRemoved({ at }: { at: Date }) {
  return (
    <div role="status" className="flex items-start gap-2 border-b bg-sunken px-4 py-2 text-ink-2 text-sm">
      <Archive className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      <p className="text-pretty">
        What this run did was removed on {DAY.format(at)}, because this workspace keeps it no longer. How it ended and who decided is still
        in its receipt.
      </p>
    </div>
  )
}
