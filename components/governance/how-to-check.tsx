'use client'
import { CircleHelp } from 'lucide-react'
import { CopyField } from '../ui/copy-field'
import { IconButton } from '../ui/icon-button'
import { PopoverContent, PopoverRoot, PopoverTrigger } from '../ui/popover'

/** What the seal means, and how to check it without trusting this page. */
export function HowToCheck({ publicKeys }: { publicKeys: readonly { id: string; publicKey: string }[] }) {
  const [today] = publicKeys
  return (
    <PopoverRoot>
      <PopoverTrigger asChild>
        <IconButton icon={CircleHelp} label="What sealed means" />
      </PopoverTrigger>
      <PopoverContent align="end" aria-label="What sealed means" className="flex w-104 max-w-[calc(100vw-24px)] flex-col gap-3 p-4 text-md">
        <p>
          Each event is linked to the one before by its digest, and every few seconds KAOS signs how the chain ends. Whoever changes,
          removes or reorders an event, in the database itself, breaks the chain from there on, and cannot sign it again.
        </p>
        <p className="text-ink-2">
          To check it without trusting this page, export it and run <code className="text-sm">npm run audit:verify</code> on the file, on
          any computer, with this public key. Keep the key somewhere else.
        </p>
        {today && <CopyField label="Public key" value={today.publicKey} />}
      </PopoverContent>
    </PopoverRoot>
  )
}
