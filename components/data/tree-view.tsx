'use client'
import { useMemo, useState } from 'react'
import type { Json } from '@/flow/json'
import { boundedJson } from './bounded-json'
import { Found } from './found'
import { lineCount, type Path, valueAt } from './open-tree'
import { Picked } from './picked'
import type { Pointing } from './pointing'
import { searchHere } from './search-here'
import { TreeLines } from './tree-lines'
import { act, lineAt, pickedLineOf, startTree, type TreeAction } from './tree-state'

/** With more letters than this in it, one looks for things by their name. */
const SEARCHED = 600

/** Data as a tree: only the lines in sight are drawn, and only what is opened is looked at. */
export function TreeView({ value, label, owner, marked = null, onTrace }: { value: Json; label: string; owner: string } & Pointing) {
  const [state, setState] = useState(() => startTree(value))
  const [pointed, setPointed] = useState<Path | null>(null)
  const isMuch = useMemo(() => !boundedJson(value, SEARCHED).whole, [value])
  const search = useMemo(() => searchHere(value), [value])
  const onAct = (action: TreeAction) => setState((before) => act(before, action))
  if (state.tree.value !== value) setState(startTree(value))
  if (pointed !== marked) {
    setPointed(marked)
    if (marked) onAct({ do: 'reveal', path: marked })
  }
  const { tree, picked } = state
  const pickedLine = useMemo(() => pickedLineOf(state), [state])
  const pickedValue = picked ? valueAt(value, picked) : undefined
  return (
    <div>
      {isMuch && <Found search={search} onGo={(path) => onAct({ do: 'reveal', path })} />}
      <TreeLines
        label={label}
        count={lineCount(tree)}
        pickedLine={pickedLine}
        lineAt={(line) => lineAt(tree, line)}
        onAct={onAct}
        onTrace={onTrace}
      />
      {picked && pickedValue !== undefined && <Picked path={picked} value={pickedValue} owner={owner} onTrace={onTrace} />}
    </div>
  )
}
