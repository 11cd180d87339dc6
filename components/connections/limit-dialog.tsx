'use client'
import { DialogRoot } from '../ui/dialog'
import { FormDialogContent } from '../ui/form-dialog'
import { MostField, mostIn } from '../ui/most-field'
import type { Connection } from './types'

type LimitDialogProps = { connection: Connection | null; onClose: () => void; onSave: (id: string, most: number | null) => void }

/** How many steps may use an account at once: some apps answer with errors beyond that. */
export function LimitDialog({ connection, onClose, onSave }: LimitDialogProps) {
  return (
    <DialogRoot open={connection !== null} onOpenChange={(open) => !open && onClose()}>
      {connection && (
        <FormDialogContent title={`Limit of ${connection.name}`} onClose={onClose} onSubmit={(form) => onSave(connection.id, mostIn(form))}>
          <MostField
            label="Steps at once"
            help="Of all flows together. Others wait for their turn."
            most={connection.most}
            highest={1_000}
          />
        </FormDialogContent>
      )}
    </DialogRoot>
  )
}
