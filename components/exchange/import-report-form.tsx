'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import { useGo } from '../shell/go'
import { hrefOf } from '../shell/navigation'
import { useSession } from '../shell/session'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { DialogContent } from '../ui/dialog'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { GapRow } from './gap-row'
import type { Gap, ImportReport } from './types'

type ImportReportFormProps = { report: ImportReport; text: string; folderId?: string; onBack: () => void; onDone: () => void }

/** What comes, what is missing for it here, and what shall take its place. */
export function ImportReportForm({ report, text, folderId, onBack, onDone }: ImportReportFormProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const go = useGo()
  const { slug } = useSession().workspace
  const [name, setName] = useState(
    () =>
      report.name
        .replace(/\p{Cc}/gu, ' ')
        .trim()
        .slice(0, 120) || 'Imported flow',
  )
  const [answers, setAnswers] = useState<Record<string, string>>(() =>
    Object.fromEntries(report.gaps.flatMap(({ id, likely }) => (likely ? [[id, likely]] : []))),
  )
  const bring = useMutation(
    trpc.flows.import.mutationOptions({
      onSuccess: ({ id }) => {
        onDone()
        toast('Flow imported')
        void queryClient.invalidateQueries(trpc.flows.pathFilter())
        go(hrefOf(slug, `/flows/${id}`))
      },
    }),
  )
  const { leftOut, steps, notes } = report
  const [gaps, optional] = [report.gaps.filter(({ left }) => left !== 'optional'), report.gaps.filter(({ left }) => left === 'optional')]
  const row = (gap: Gap) => (
    <GapRow
      key={`${gap.kind} ${gap.id}`}
      gap={gap}
      chosen={answers[gap.id]}
      onChoose={(chosen) => setAnswers((before) => withAnswer(before, gap.id, chosen))}
    />
  )
  return (
    <DialogContent
      title="Import a flow"
      description={`${count(steps, 'step')}${notes > 0 ? ` and ${count(notes, 'note')}` : ''}. It comes as a draft: nothing runs before you publish it.`}
      width="md"
      footer={
        <>
          <Button variant="ghost" onClick={onBack}>
            Back
          </Button>
          <Button
            variant="primary"
            loading={bring.isPending}
            disabled={name.trim() === ''}
            onClick={() => bring.mutate({ text, name, folderId, answers })}
          >
            Import
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <Field label="Name">{(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}</Field>
        {gaps.length > 0 ? (
          <section aria-labelledby="import-gaps">
            <h3 id="import-gaps" className="font-semibold text-md">
              Not here yet
            </h3>
            <p className="mt-0.5 text-ink-2 text-sm">
              Choose what takes its place. What is left for later is taken out of the steps that use it.
            </p>
            <ul className="mt-2 divide-y border-y">{gaps.map(row)}</ul>
          </section>
        ) : (
          <p className="text-ink-2 text-md">Everything it uses is here.</p>
        )}
        {optional.length > 0 && (
          <section aria-labelledby="import-optional">
            <h3 id="import-optional" className="font-semibold text-md">
              Optional
            </h3>
            <ul className="mt-2 divide-y border-y">{optional.map(row)}</ul>
          </section>
        )}
        {leftOut.length > 0 && (
          <section>
            <h3 className="font-semibold text-md">Taken out when it was exported</h3>
            <ul className="mt-1 max-h-32 overflow-y-auto text-ink-2 text-sm">
              {leftOut.map((what) => (
                <li key={what} className="break-words">
                  {what}
                </li>
              ))}
            </ul>
          </section>
        )}
        {bring.error && (
          <p role="alert" className="text-bad-ink text-sm">
            {errorMessage(bring.error)}
          </p>
        )}
      </div>
    </DialogContent>
  )
}

function withAnswer(before: Record<string, string>, id: string, chosen: string | undefined): Record<string, string> {
  const { [id]: _, ...others } = before
  return chosen === undefined ? others : { ...others, [id]: chosen }
}

function count(number: number, what: string): string {
  return `${number.toLocaleString()} ${what}${number === 1 ? '' : 's'}`
}
