import { Archive, Bot, Globe, type LucideIcon, Mail, Reply, UserRoundCheck, Workflow } from 'lucide-react'
import type { EffectDifference } from '@/flow/what-if/result'
import { effectInWords, iterationInWords } from '@/flow/what-if/words'
import { Changes } from './changes'

const ICONS: Record<EffectDifference['capability'], LucideIcon> = {
  http: Globe,
  mail: Mail,
  model: Bot,
  flow: Workflow,
  state: Archive,
  approval: UserRoundCheck,
  reply: Reply,
}

export function EffectItem({ effect }: { effect: EffectDifference }) {
  const Icon = ICONS[effect.capability]
  const item = iterationInWords(effect.step)
  return (
    <li className="rounded-md border px-3 py-2.5">
      <p className="flex items-start gap-2">
        <Icon className="mt-0.5 size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden />
        <span className="min-w-0 break-words">
          {effectInWords(effect)}
          {effect.label && <span className="text-ink-3"> · {[effect.label, item].filter(Boolean).join(', ')}</span>}
        </span>
      </p>
      {effect.changes.length > 0 && (
        <div className="mt-2 sm:pl-6">
          <Changes changes={effect.changes} />
        </div>
      )}
    </li>
  )
}
