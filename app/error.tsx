'use client'
import { MessagePage } from '@/components/shell/message-page'
import { Button } from '@/components/ui/button'

export default function RootError({ reset }: { reset: () => void }) {
  return (
    <MessagePage title="This page could not be shown" actions={<Button onClick={reset}>Try again</Button>}>
      KAOS ran into something it did not expect. Your work is saved.
    </MessagePage>
  )
}
