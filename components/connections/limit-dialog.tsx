'use client'
import { type FormEvent, useId } from 'react'
import { Button } from '../ui/button'
import { DialogContent, DialogRoot } from '../ui/dialog'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import type { Connection } from './types'

type LimitDialogProps = { connection: Connection | null; onClose: () => void; onSave: (id: string, most: number | null) => void }

/** How many steps may use an account at once: some apps answer with errors beyond that. */
export function LimitDialog({ connection, onClose, onSave }: LimitDialogProps) {
  const formId = useId()
  return (
    <DialogRoot open={connection !== null} onOpenChange={(open) => !open && onClose()}>
      {connection && (
        <DialogContent
          title={`Limit of ${connection.name}`}
          footer={
            <>
              <Button variant="ghost" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" form={formId} variant="primary">
                Save
              </Button>
            </>
          }
        >
          <form
            id={formId}
            onSubmit={(event: FormEvent<HTMLFormElement>) => {
              event.preventDefault()
              const most = Number(new FormData(event.currentTarget).get('most'))
              onSave(connection.id, most > 0 ? most : null)
            }}
          >
            <Field label="Steps at once" hint="optional" help="Of all flows together. Others wait for their turn.">
              {(control) => (
                <Input
                  {...control}
                  name="most"
                  type="number"
                  min={1}
                  max={1_000}
                  defaultValue={connection.most ?? ''}
                  placeholder="As many as there are"
                />
              )}
            </Field>
          </form>
        </DialogContent>
      )}
    </DialogRoot>
  )
}
