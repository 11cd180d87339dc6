import Link from 'next/link'
import { MessagePage } from '@/components/shell/message-page'
import { Button } from '@/components/ui/button'

export default function NotFound() {
  return (
    <MessagePage
      title="There is nothing here"
      actions={
        <Button asChild>
          <Link href="/">Go to your workspace</Link>
        </Button>
      }
    >
      The address has a mistake, what it led to was deleted, or you have no access to it.
    </MessagePage>
  )
}
