import { CircleHelp } from 'lucide-react'

/** A step whose run ended while it was at work outside. */
export function MayHaveHappened() {
  return (
    <section aria-label="It may have happened" className="m-4 mb-0 rounded-md bg-wait-soft p-3.5 text-wait-ink">
      <h3 className="flex items-center gap-2 font-semibold text-md">
        <CircleHelp className="size-4 shrink-0" strokeWidth={1.75} aria-hidden />
        It may have happened
      </h3>
      <p className="mt-1 text-sm">
        The run ended while this step was at work, and its answer never arrived. Look there before you do it again.
      </p>
    </section>
  )
}
