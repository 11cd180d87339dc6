'use client'
import { MessagePage } from '@/components/shell/message-page'
import { PlainButton } from '@/components/ui/plain-button'

export default function RootError({ reset }: { reset: () => void }) {
  return (
    <MessagePage title="This page could not be shown" actions={<PlainButton onClick={reset}>Try again</PlainButton>}>
      KAOS ran into something it did not expect. Your work is saved.
    </MessagePage>
  )
}
