'use client'
import { MessagePage } from '@/components/shell/message-page'
import { Button } from '@/components/ui/button'
import './globals.css'

export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <MessagePage title="KAOS could not be shown" actions={<Button onClick={reset}>Try again</Button>}>
          Something failed before the page could be drawn. Your work is saved.
        </MessagePage>
      </body>
    </html>
  )
}
