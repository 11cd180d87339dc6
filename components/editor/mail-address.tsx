'use client'
import { HookUrl } from './hook-url'
import { RefusedMails } from './refused-mails'

/** The flow's own mail address, and what came there without starting it. */
export function MailAddress({ nodeId }: { nodeId: string }) {
  return (
    <>
      <HookUrl
        nodeId={nodeId}
        title="Address"
        label="Mail address of the flow"
        help="Mails start the published version. Give it to senders, or forward a mailbox of yours to it."
      />
      <RefusedMails nodeId={nodeId} title="Sent back" />
    </>
  )
}
