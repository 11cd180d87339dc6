'use client'
import { useDeferredValue, useMemo, useState } from 'react'
import { toast } from 'sonner'
import { useStore } from 'zustand'
import { Button } from '@/components/ui/button'
import { DialogContent, DialogRoot } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { editsOf, type Replacement, replacementsIn } from '@/flow/draft/replace-text'
import { useEditor, useScreen } from '../context'
import { excerpt } from './excerpt'

/** Finds a text in names, fields and notes of this flow, shows what would change, and changes it in one go. */
export function ReplaceDialog() {
  const { screen } = useEditor()
  const open = useScreen((state) => state.dialog === 'replace')
  return (
    <DialogRoot open={open} onOpenChange={(next) => screen.setState({ dialog: next ? 'replace' : null })}>
      {open && <Replace />}
    </DialogRoot>
  )
}

const SHOWN = 200

function Replace() {
  const { draft, canvas, screen } = useEditor()
  const [find, setFind] = useState('')
  const [replace, setReplace] = useState('')
  const [matchCase, setMatchCase] = useState(false)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const search = useDeferredValue(find)
  const graph = useStore(draft.graph)
  const placesOf = (text: string) => replacementsIn(draft.snapshot(), canvas.manifest, { find: text, replace, matchCase })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a snapshot is of the graph as it is now
  const found = useMemo(() => placesOf(search), [graph, canvas, search, replace, matchCase])
  const isChosen = (each: Replacement) => !left.has(keyOf(each))
  const shown = found.filter(isChosen).length

  const apply = () => {
    // What is shown follows the typing: Enter means all that was typed.
    const chosen = placesOf(find).filter(isChosen)
    if (chosen.length === 0) return
    draft.edit(...editsOf(chosen))
    screen.setState({ dialog: null })
    toast(chosen.length === 1 ? '1 text replaced' : `${chosen.length} texts replaced`, { action: { label: 'Undo', onClick: draft.undo } })
  }

  return (
    <DialogContent
      title="Find and replace"
      description="In the names of steps, in what is written in their fields, and in notes."
      width="md"
      footer={
        <Button variant="primary" disabled={shown === 0} onClick={apply}>
          {shown === 0 ? 'Replace' : `Replace ${shown}`}
        </Button>
      }
    >
      <form
        className="grid grid-cols-1 gap-3 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault()
          apply()
        }}
      >
        <Field label="Find">{(control) => <Input {...control} value={find} onChange={(event) => setFind(event.target.value)} />}</Field>
        <Field label="Replace with">
          {(control) => <Input {...control} value={replace} onChange={(event) => setReplace(event.target.value)} />}
        </Field>
        <label className="flex items-center gap-2 text-sm sm:col-span-2">
          <input
            type="checkbox"
            checked={matchCase}
            onChange={(event) => setMatchCase(event.target.checked)}
            className="size-4 accent-brand"
          />
          Tell large and small letters apart
        </label>
        <button type="submit" hidden />
      </form>
      <p aria-live="polite" className="mt-4 text-ink-2 text-sm">
        {find === ''
          ? 'What would change is shown here first.'
          : found.length === 0
            ? 'That stands nowhere in this flow.'
            : `Found in ${found.length === 1 ? 'one place' : `${found.length.toLocaleString()} places`}.`}
      </p>
      <ul className="mt-1.5 divide-y">
        {found.slice(0, SHOWN).map((each) => (
          <li key={keyOf(each)}>
            <label className="flex items-start gap-3 py-2 text-sm">
              <input
                type="checkbox"
                checked={!left.has(keyOf(each))}
                onChange={() => setLeft((before) => toggled(before, keyOf(each)))}
                className="mt-0.5 size-4 accent-brand"
              />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">
                  {each.owner}
                  <span className="font-normal text-ink-3"> · {each.where ?? (each.owner === 'Note' ? 'text' : 'name')}</span>
                </span>
                <span className="block break-words text-ink-3 line-through">{excerpt(each.before, each.after)}</span>
                <span className="block break-words">{excerpt(each.after, each.before)}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {found.length > SHOWN && <p className="py-2 text-ink-3 text-sm">and {found.length - SHOWN} more, which are replaced, too.</p>}
    </DialogContent>
  )
}

function keyOf({ id, where, edit }: Replacement): string {
  return `${id} ${edit.type === 'node.configure' ? edit.param : (where ?? '')} ${edit.type}`
}

function toggled(before: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const after = new Set(before)
  if (!after.delete(key)) after.add(key)
  return after
}
