'use client'
import { useQuery } from '@tanstack/react-query'
import { Variable as VariableIcon } from 'lucide-react'
import { useState } from 'react'
import { preview } from '@/flow/mapping/preview'
import { ListPage } from '../shell/list-page'
import { useCan } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import type { Variable } from './types'
import { VariableDialog } from './variable-dialog'
import { VariableTable } from './variable-table'

const NONE = {
  icon: VariableIcon,
  title: 'No variables yet',
  words: 'A limit, an address, the name of a channel: what several flows use, and what changes now and then, is kept here once.',
}

const SEARCH = {
  label: 'Search variables',
  textOf: ({ name, note, value }: Variable) => `${name} ${note} ${preview(value)}`,
}

/** Plain values that flows use by name. */
export function VariablesPage() {
  const trpc = useTRPC()
  const mayWrite = useCan('variable.write')
  const list = useQuery(trpc.variables.list.queryOptions())
  const [open, setOpen] = useState<Variable | 'new' | null>(null)
  const add = {
    id: 'variable.add',
    label: 'Add a variable',
    button: 'Add variable',
    keywords: 'new value setting constant threshold limit',
    run: () => setOpen('new'),
  }
  return (
    <>
      <ListPage
        title="Variables"
        add={mayWrite ? add : null}
        list={list}
        failed="The variables could not be loaded"
        none={NONE}
        search={SEARCH}
      >
        {(variables) => <VariableTable variables={variables} onEdit={setOpen} />}
      </ListPage>
      <VariableDialog variable={open} onClose={() => setOpen(null)} />
    </>
  )
}
