import { LoaderCircle, ShieldAlert, ShieldCheck } from 'lucide-react'
import { cn } from '../ui/cn'
import type { Receipt } from './types'

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' })

/** Whether this page can be believed, in words. */
export function Verdict({ check, removed }: { check: Receipt['check']; removed: boolean }) {
  const { state, checks, at } = check
  if (state === 'broken') {
    return (
      <Panel tone="bad" icon={<ShieldAlert className="size-5" strokeWidth={1.75} aria-hidden />} title="This is not what was sealed">
        <ul className="list-disc pl-4">
          {checks
            .filter(({ ok }) => !ok)
            .map(({ words }) => (
              <li key={words}>{words}</li>
            ))}
        </ul>
      </Panel>
    )
  }
  if (state === 'verified') {
    return (
      <Panel tone="ok" icon={<ShieldCheck className="size-5" strokeWidth={1.75} aria-hidden />} title="Verified">
        At {TIME.format(at)} everything on this page was worked out again, and is exactly what was sealed and signed when the run ended.
        {removed && ' What the run did in detail is not kept any longer; its digest still is.'}
      </Panel>
    )
  }
  return (
    <Panel tone="plain" icon={<LoaderCircle className="size-5 animate-spin" strokeWidth={1.75} aria-hidden />} title="Being sealed">
      {state === 'sealed'
        ? 'The run is in the audit chain. It is signed within seconds; this page shows it by itself.'
        : 'The run goes into the audit chain within a second or two; this page shows it by itself.'}
    </Panel>
  )
}

const TONES = { ok: 'bg-ok-soft text-ok-ink', bad: 'bg-bad-soft text-bad-ink', plain: 'bg-sunken text-ink-2' }

type PanelProps = { tone: keyof typeof TONES; icon: React.ReactNode; title: string; children: React.ReactNode }

function Panel({ tone, icon, title, children }: PanelProps) {
  return (
    <div role={tone === 'bad' ? 'alert' : 'status'} className={cn('flex gap-3 rounded-md px-4 py-3', TONES[tone])}>
      <span className="mt-0.5 shrink-0">{icon}</span>
      <div className="min-w-0 text-pretty">
        <p className="font-semibold text-lg">{title}</p>
        {children}
      </div>
    </div>
  )
}
