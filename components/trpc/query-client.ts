import { QueryClient } from '@tanstack/react-query'
import { errorCode } from './error-of'

const FINAL = new Set(['UNAUTHORIZED', 'FORBIDDEN', 'NOT_FOUND', 'BAD_REQUEST', 'CONFLICT'])

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < 2 && !FINAL.has(errorCode(error) ?? ''),
      },
      // Without the network it fails at once, and is not done later, when nobody looks.
      mutations: { networkMode: 'always' },
    },
  })
}
