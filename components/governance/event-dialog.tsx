'use client'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { hrefOf } from '../shell/navigation'
import { useSession } from '../shell/session'
import { Button } from '../ui/button'
import { DialogContent, DialogRoot } from '../ui/dialog'
import { Change } from './change'
import type { AuditEvent, Names } from './types'
import { changeOf, doerOf, reasonOf, sayingOf } from './words'

const EXACT = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' })

type EventDialogProps = { event: AuditEvent | null; names: Names; onClose: () => void }

/** All that was recorded of one event, for who wants to know exactly. */
export function EventDialog({ event, names, onClose }: EventDialogProps) {
  const { slug } = useSession().workspace
  const change = event && changeOf(event, names)
  const place = event && placeOf(event)
  return (
    <DialogRoot open={event !== null} onOpenChange={(open) => !open && onClose()}>
      {event && (
        <DialogContent
          title={`${doerOf(event)} ${sayingOf(event, names)}`}
          width="md"
          footer={
            place && (
              <Button asChild>
                <Link href={hrefOf(slug, place.path)}>{place.label}</Link>
              </Button>
            )
          }
        >
          <dl className="grid grid-cols-[96px_minmax(0,1fr)] gap-x-3 gap-y-2 text-md">
            <Fact name="When">{EXACT.format(event.at)}</Fact>
            {reasonOf(event) && <Fact name="Why">{reasonOf(event)}</Fact>}
            {change && (
              <Fact name="Change">
                <Change {...change} />
              </Fact>
            )}
            <Fact name="Sealed">
              {event.link ? (
                <>
                  As link {event.link.seq.toLocaleString()}
                  <code className="mt-0.5 block break-all text-ink-3 text-xs">{event.link.hash}</code>
                </>
              ) : (
                'Within a second of being recorded'
              )}
            </Fact>
            <Fact name="Recorded">
              <pre
                // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to get there
                tabIndex={0}
                className="max-h-60 overflow-auto whitespace-pre-wrap break-all rounded-sm bg-sunken p-2.5 text-ink-2 text-xs"
              >
                {JSON.stringify({ action: event.action, resource: event.resource, detail: event.detail, actor: event.actor }, null, 2)}
              </pre>
            </Fact>
          </dl>
        </DialogContent>
      )}
    </DialogRoot>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}

function placeOf({ action, resource, detail, flowId }: AuditEvent): { path: string; label: string } | null {
  if (action === 'run.sealed') return { path: `/runs/${resource.id}/receipt`, label: 'Open the receipt' }
  if (typeof detail.runId === 'string') return { path: `/runs/${detail.runId}`, label: 'Open the run' }
  if (resource.type === 'run') return { path: `/runs/${resource.id}`, label: 'Open the run' }
  return flowId ? { path: `/flows/${flowId}`, label: 'Open the flow' } : null
}
