'use client'
import { createContext, useContext } from 'react'
import type { Problem } from '@/flow/graph/problem'
import type { Json } from '@/flow/json'
import { type FormField, takesMapping } from '../canvas/form-fields'
import { entriesOf } from './controls/entries'

/** What is wrong with the values in the rows of a field, by their place in it, such as `0.value`. */
export type InRows = ReadonlyMap<string, readonly Problem[]>

type RowProblems = { inRows: InRows; onMend: (problem: Problem, text: string) => void }

const NONE: readonly Problem[] = []
const RowProblemsContext = createContext<RowProblems>({ inRows: new Map(), onMend: () => {} })

export const RowProblemsProvider = RowProblemsContext.Provider

export function useRowProblems(at: string): { problems: readonly Problem[]; onMend: RowProblems['onMend'] } {
  const { inRows, onMend } = useContext(RowProblemsContext)
  return { problems: inRows.get(at) ?? NONE, onMend }
}

const DRAWN_IN_ROWS: ReadonlySet<FormField['control']> = new Set(['rules', 'rows', 'cases', 'pairs', 'inputs'])

/** Those that are told in the row they are about; the rest is told under the field. */
export function problemsInRows(field: FormField, value: Json | undefined, problems: readonly Problem[]): InRows {
  const told = new Map<string, Problem[]>()
  const isInRows = DRAWN_IN_ROWS.has(field.control) && Array.isArray(value) && entriesOf(value).length === value.length
  if (!isInRows) return told
  for (const problem of problems) {
    const at = problem.field?.slice(field.name.length + 1) ?? ''
    const column = /^\d+\.(\w+)$/.exec(at)?.[1]
    const drawn = field.entry.find(({ name }) => name === column)
    if (drawn && takesMapping(drawn)) told.set(at, [...(told.get(at) ?? []), problem])
  }
  return told
}
