import { CheckCheck, CircleHelp, CircleSlash, type LucideIcon, Play, RotateCw } from 'lucide-react'
import type { Outputs } from '../trpc/types'
import { Badge } from '../ui/badge'

type Look = Outputs['runs']['lookAhead']
type Steps = Look['reused']

/** What a new run would begin with, and what it would do. */
export function ContinuationLook({ look: { reused, repeated, dropped, unverified, next } }: { look: Look }) {
  return (
    <div className="flex flex-col gap-3.5">
      <Group icon={CheckCheck} title="Taken over, not done again" steps={reused} />
      <Group icon={CircleHelp} title="Somebody has to say whether it happened" steps={unverified} />
      <Group icon={RotateCw} title="Was finished, and is done once more" steps={repeated} warns />
      <Group icon={CircleSlash} title="Left out: that version has no such step" steps={dropped} />
      <Group icon={Play} title="Starts with" steps={next} />
      {repeated.some(({ effect }) => effect) && (
        <p className="rounded-md bg-wait-soft px-3.5 py-2.5 text-sm text-wait-ink">
          Steps marked “acts outside” did something in another system already. They will do it a second time.
        </p>
      )}
    </div>
  )
}

type GroupProps = { icon: LucideIcon; title: string; steps: Steps; warns?: boolean }

function Group({ icon: Icon, title, steps, warns = false }: GroupProps) {
  if (steps.length === 0) return null
  return (
    <section aria-label={title}>
      <h3 className="flex items-center gap-2 text-ink-2 text-sm">
        <Icon className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden />
        {title}
      </h3>
      <ul className="mt-1 flex flex-wrap gap-1.5 pl-6">
        {steps.map(({ nodeId, label, count, effect }) => (
          <li key={nodeId} className="flex items-center gap-1.5">
            <Badge tone="outline">{count > 1 ? `${label} × ${count}` : label}</Badge>
            {warns && effect && <span className="text-wait-ink text-xs">acts outside</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
