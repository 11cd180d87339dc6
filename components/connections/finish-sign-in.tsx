'use client'
import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { Entrance } from '../sign-in/entrance'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'

type FinishSignInProps = { slug: string; state: string; code: string; refused: string }

/** Hands the app's answer to the server, once, and goes on to the accounts. */
export function FinishSignIn({ slug, state, code, refused }: FinishSignInProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const accounts = `/w/${slug}/connections`
  const finish = useMutation(trpc.connections.finishSignIn.mutationOptions({ onSuccess: () => router.replace(accounts) }))
  const begun = useRef(false)
  const { mutate } = finish
  useEffect(() => {
    if (begun.current || code === '' || refused !== '') return
    begun.current = true
    mutate({ state, code })
  }, [mutate, state, code, refused])

  const problem =
    refused !== '' || code === '' ? 'The app gave no access. Begin again, and allow it there.' : finish.error && errorMessage(finish.error)
  if (!problem)
    return (
      <Entrance title="Connecting the account" lead="This takes a moment.">
        <p role="status">Asking the app…</p>
      </Entrance>
    )
  return (
    <Entrance title="The account is not connected" lead={problem}>
      <Button asChild>
        <Link href={slug === '-' ? '/' : accounts}>Back to accounts</Link>
      </Button>
    </Entrance>
  )
}
