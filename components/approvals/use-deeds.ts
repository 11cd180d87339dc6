'use client'
import { useMutation } from '@tanstack/react-query'
import { errorCode, errorMessage } from '../trpc/error-of'
import type { Deeds } from './approval-screen'
import type { Verdict } from './types'

type Hands = {
  decide: (verdict: Verdict) => Promise<unknown>
  ask: (question: string) => Promise<unknown>
  refresh: () => Promise<unknown>
}

/** What somebody does with a question, and how it went. Afterwards the question is read anew, whoever was quicker. */
export function useDeeds({ decide, ask, refresh }: Hands): Deeds {
  const deciding = useMutation({ mutationFn: decide, onSettled: refresh })
  const isLate = errorCode(deciding.error) === 'CONFLICT'
  return {
    decide: (verdict) => deciding.mutate(verdict),
    deciding: deciding.isPending ? deciding.variables.decision : null,
    problem: deciding.error && !isLate ? errorMessage(deciding.error) : null,
    wasLate: isLate,
    ask: async (question) => {
      await ask(question).catch((error: unknown) => {
        throw new Error(errorMessage(error))
      })
    },
  }
}
