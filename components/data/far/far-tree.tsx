'use client'
import { useCallback, useEffect, useState } from 'react'
import { Found } from '../found'
import { Picked } from '../picked'
import type { Pointing } from '../pointing'
import { TreeLines } from '../tree-lines'
import type { Line, TreeAction } from '../tree-state'
import { FarTable } from './far-table'
import type { FarValue } from './far-value'
import type { FarLook, Stretch } from './held-value'
import { useStretch } from './use-stretch'

type FarTreeProps = { far: FarValue; first: FarLook; label: string; owner: string } & Pointing

/** As `TreeView`, of data that a worker holds: it knows what is open and picked, and tells the lines in sight. */
export function FarTree({ far, first, label, owner, marked = null, onTrace }: FarTreeProps) {
  const [look, setLook] = useState(first)
  const fetch = useCallback((stretch: Stretch) => far.ask('lines', stretch), [far])
  const { itemAt, onSight, around, take } = useStretch<Line | null>(fetch)

  const onAct = async (action: TreeAction) => {
    const sight = around()
    const { look: now, lines } = await far.ask('act', action, sight)
    setLook(now)
    take(sight.from, lines)
  }
  // The worker knows what was open before another view was chosen.
  useEffect(() => {
    void far.ask('look').then(setLook)
  }, [far])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another place is pointed at
  useEffect(() => {
    if (marked) void onAct({ do: 'reveal', path: marked })
  }, [marked])

  const { count, pickedLine, picked } = look
  return (
    <div>
      <Found search={far.search} onGo={(path) => void onAct({ do: 'reveal', path })} />
      <TreeLines
        label={label}
        count={count}
        pickedLine={pickedLine}
        lineAt={itemAt}
        onSight={onSight}
        onAct={(action) => void onAct(action)}
        onTrace={onTrace}
      />
      {picked && (
        <Picked
          path={picked.path}
          value={picked.begun}
          owner={owner}
          onTrace={onTrace}
          {...(picked.isWhole ? {} : { onCopy: () => far.ask('whole', picked.path) })}
          {...(picked.isTable && !picked.isWhole && picked.path.length > 0
            ? { table: <FarTable far={far} path={picked.path} label={String(picked.path.at(-1) ?? '')} /> }
            : {})}
        />
      )}
    </div>
  )
}
