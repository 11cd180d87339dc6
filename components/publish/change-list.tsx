'use client'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { Change, FieldChange } from '@/flow/draft/changes'
import type { Json } from '@/flow/json'
import { useCanvas } from '../canvas/model'
import { useConnections } from '../connections/use-connections'
import { useEditor } from '../editor/context'
import { useFlowsAround } from '../flow-calls/use-flows-around'
import { useSession } from '../shell/session'
import { Avatar } from '../ui/avatar'
import { Badge } from '../ui/badge'
import { cn } from '../ui/cn'
import { CHANGE_LOOK } from './change-look'
import { type Contributions, contributorsOf } from './contributors'
import { fieldName, valueWords } from './field-words'

type ChangeListProps = { changes: readonly Change[]; contributions: Contributions | undefined }

/** Every change, with what was and what is, field by field, and who made it. */
export function ChangeList({ changes, contributions }: ChangeListProps) {
  return (
    <ul className="flex flex-col divide-y">
      {changes.map((change) => (
        <ChangeRow key={change.kind + change.nodeId} change={change} contributions={contributions} />
      ))}
    </ul>
  )
}

function ChangeRow({ change, contributions }: { change: Change; contributions: Contributions | undefined }) {
  const { manifest } = useCanvas()
  const [open, setOpen] = useState(change.kind === 'changed')
  const { icon: Icon, tone, words } = CHANGE_LOOK[change.kind]
  const label = change.nodeId === '' ? 'Settings of the flow' : change.label
  return (
    <li className="py-1.5">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-center gap-2 rounded-sm text-left text-sm"
      >
        <ChevronRight
          className={cn('size-4 shrink-0 text-ink-3 transition-transform', open && 'rotate-90')}
          strokeWidth={1.75}
          aria-hidden
        />
        <Badge tone={tone} className="w-20 justify-center">
          <Icon aria-hidden />
          {words}
        </Badge>
        <span className="min-w-0 flex-1 truncate font-medium">{label}</span>
        {contributions && <MadeBy ids={contributorsOf(contributions, change)} contributions={contributions} />}
      </button>
      {open && (
        <dl className="mt-1.5 flex flex-col gap-2 pl-6">
          {change.fields.map((field) => (
            <div key={field.field}>
              <dt className="flex items-center justify-between gap-2 text-ink-2 text-xs">
                {fieldName(manifest, change, field.field)}
                {contributions && change.kind === 'changed' && (
                  <MadeBy ids={contributorsOf(contributions, change, field.field)} contributions={contributions} named={false} />
                )}
              </dt>
              <dd>
                <BeforeAndAfter field={field} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}

function BeforeAndAfter({ field }: { field: FieldChange }) {
  const { flowId } = useEditor()
  const accounts = useConnections()
  const flows = useFlowsAround(flowId)
  const { graph } = useCanvas()
  const nameOf = (id: string) => accounts?.get(id)?.name ?? flows?.byId.get(id)?.name ?? graph.getState().nodes.get(id)?.label
  const words = (value: Json) => valueWords(field, value, nameOf)
  return (
    <div className="mt-0.5 flex flex-col gap-0.5 text-sm">
      {field.before !== undefined && (
        <del className="wrap-anywhere whitespace-pre-wrap rounded-sm bg-bad-soft px-1.5 py-0.5 text-bad-ink decoration-bad-ink/50">
          {words(field.before)}
        </del>
      )}
      {field.after !== undefined && (
        <ins className="wrap-anywhere whitespace-pre-wrap rounded-sm bg-ok-soft px-1.5 py-0.5 text-ok-ink no-underline">
          {words(field.after)}
        </ins>
      )}
    </div>
  )
}

/** Names and pictures of those who made it; you, while only this browser knows. */
function MadeBy({ ids, contributions, named = true }: { ids: readonly string[]; contributions: Contributions; named?: boolean }) {
  const { me } = useSession()
  const people = ids.length > 0 ? ids : [me.user.id]
  const nameOf = (id: string) => (id === me.user.id ? 'you' : (contributions.people.find(({ userId }) => userId === id)?.name ?? ''))
  const names = people.map(nameOf).join(', ')
  return (
    <span title={names} className="flex min-w-0 max-w-40 shrink-0 items-center gap-1.5 text-ink-2 text-xs">
      <span className="flex -space-x-1">
        {people.slice(0, 3).map((id) => (
          <Avatar key={id} name={id === me.user.id ? me.user.name : nameOf(id)} id={id} size="sm" />
        ))}
      </span>
      <span className={named ? 'truncate' : 'sr-only'}>{names}</span>
    </span>
  )
}
