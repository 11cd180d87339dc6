'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { LARGEST_FLOW_FILE } from '@/flow/exchange/largest'
import { DropZone } from '../files/drop-zone'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Textarea } from '../ui/textarea'

type Source = 'file' | 'text' | 'address'

type ImportSourceProps = { pasted?: string; busy: boolean; error: unknown; onText: (text: string) => void }

/** Where the flow comes from. */
export function ImportSource({ pasted = '', busy, error, onText }: ImportSourceProps) {
  const trpc = useTRPC()
  const [text, setText] = useState(pasted)
  const [url, setUrl] = useState('')
  const [source, setSource] = useState<Source>(pasted ? 'text' : 'file')
  const [unread, setUnread] = useState<string | null>(null)
  const fetched = useMutation(trpc.flows.fetchImport.mutationOptions({ onSuccess: (found) => onText(found.text) }))

  // What is wrong is said where it was given.
  const refusal = (of: Source) => (source === of && error !== null ? errorMessage(error) : null)

  const take = async ([file]: File[]) => {
    setSource('file')
    setUnread(null)
    if (!file) return
    if (file.size > LARGEST_FLOW_FILE) setUnread(`${file.name} is too large for a flow.`)
    else onText(await file.text())
  }

  const addressRefusal = fetched.isPending ? null : fetched.error ? errorMessage(fetched.error) : refusal('address')

  return (
    <div className="flex flex-col gap-5">
      <DropZone title="Drop a file here" hint="or click to choose one" busy={busy} onFiles={(files) => void take(files)} />
      <Refusal>{source === 'file' ? (unread ?? refusal('file')) : null}</Refusal>
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() === '') return
          setSource('text')
          onText(text)
        }}
      >
        <Field label="Or paste it">
          {(control) => (
            <Textarea
              {...control}
              value={text}
              onChange={(event) => setText(event.target.value)}
              spellCheck={false}
              placeholder="{ &quot;kaos&quot;: &quot;flow&quot;, … }"
              className="max-h-32 font-mono text-xs"
            />
          )}
        </Field>
        <div className="flex items-start justify-end gap-3">
          <Refusal>{refusal('text')}</Refusal>
          <Button type="submit" className="shrink-0" loading={busy} disabled={text.trim() === ''}>
            Read it
          </Button>
        </div>
      </form>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (url.trim() === '') return
          setSource('address')
          fetched.mutate({ url: url.trim() })
        }}
      >
        <Field label="Or give its address" error={addressRefusal}>
          {(control) => (
            <span className="flex gap-2">
              <Input
                {...control}
                type="url"
                value={url}
                onChange={(event) => setUrl(event.target.value)}
                placeholder="https://example.com/flow.json"
                className="flex-1"
              />
              <Button type="submit" loading={fetched.isPending} disabled={url.trim() === ''}>
                Fetch
              </Button>
            </span>
          )}
        </Field>
      </form>
    </div>
  )
}

function Refusal({ children }: { children: string | null }) {
  if (children === null) return null
  return (
    <p role="alert" className="flex-1 text-bad-ink text-sm">
      {children}
    </p>
  )
}
