'use client'
import { useQuery } from '@tanstack/react-query'
import { AtSign, type LucideIcon, Plus, User, Users, X } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { useTRPC } from '../../trpc/provider'
import { useInspected } from '../context'
import { type Approvers, approversOf, matching, nobodyIn, optionsOf, ROLES, type Who, withoutWho, withWho } from './approver-list'
import type { ControlProps } from './control-props'

const ICONS: Record<Who['kind'], LucideIcon> = { members: User, roles: Users, emails: AtSign }

/** Who is asked: people of the workspace, everybody of a role, and addresses of people without an account. */
export function ApproversControl({ value, onChange, aria }: ControlProps) {
  const { readOnly } = useInspected()
  const trpc = useTRPC()
  const members = useQuery(trpc.members.list.queryOptions(undefined, { staleTime: 60_000 }))
  const listId = useId()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const approvers = approversOf(value)
  const options = optionsOf(members.data ?? [])
  const chosen = chosenOf(approvers)

  function add() {
    if (text.trim() === '') return
    const who = matching(text, options)
    if (!who) return setProblem(nobodyIn(members))
    onChange(withWho(approvers, who))
    setText('')
    setProblem(null)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out like the rest of the form
    <div id={aria.id} role="group" aria-labelledby={aria.labelId} className="flex flex-col gap-1.5">
      {chosen.length > 0 && (
        <ul className="flex flex-col rounded-md border bg-sunken">
          {chosen.map((who) => {
            const Icon = ICONS[who.kind]
            const label = labelOf(who, options, members.data === undefined)
            return (
              <li key={`${who.kind} ${who.id}`} className="flex items-center gap-2 border-b py-1 pr-1 pl-2.5 text-sm last:border-b-0">
                <Icon className="size-3.5 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden />
                <span className="min-w-0 flex-1 truncate">{label}</span>
                {!readOnly && (
                  <IconButton icon={X} size="sm" label={`Do not ask ${label}`} onClick={() => onChange(withoutWho(approvers, who))} />
                )}
              </li>
            )
          })}
        </ul>
      )}
      {!readOnly && (
        <div className="flex gap-1.5">
          <Input
            aria-label="Add a person, a role or an address"
            aria-invalid={problem ? true : undefined}
            list={listId}
            value={text}
            placeholder="Name, role or address"
            autoComplete="off"
            onChange={(event) => {
              setText(event.target.value)
              setProblem(null)
            }}
            // Whoever wrote somebody and goes on means them.
            onBlur={() => matching(text, options) && add()}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              add()
            }}
          />
          <Button onClick={add}>
            <Plus aria-hidden />
            Add
          </Button>
          <datalist id={listId}>
            {options.map(({ label, kind, id }) => (
              <option key={`${kind} ${id}`} value={label} />
            ))}
          </datalist>
        </div>
      )}
      {problem && (
        <p role="alert" className="text-bad-ink text-xs">
          {problem}
        </p>
      )}
    </div>
  )
}

function chosenOf({ members, roles, emails }: Approvers): Who[] {
  return [
    ...members.map((id): Who => ({ kind: 'members', id })),
    ...roles.map((id): Who => ({ kind: 'roles', id })),
    ...emails.map((id): Who => ({ kind: 'emails', id })),
  ]
}

function labelOf({ kind, id }: Who, options: ReturnType<typeof optionsOf>, loading: boolean): string {
  if (kind === 'emails') return id
  if (kind === 'roles') return ROLES[id] ?? id
  return options.find((option) => option.kind === kind && option.id === id)?.label ?? (loading ? '…' : 'Former member')
}
