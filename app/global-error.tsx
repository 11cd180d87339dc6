'use client'
import { MessagePage } from '@/components/shell/message-page'
import { PlainButton } from '@/components/ui/plain-button'
import './globals.css'

export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <MessagePage title="KAOS could not be shown" actions={<PlainButton onClick={reset}>Try again</PlainButton>}>
          Something failed before the page could be drawn.
        </MessagePage>
      </body>
    </html>
  )
}
