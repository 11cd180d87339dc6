import { z } from 'zod'

export const SecondsField = z.number().min(0.1).max(60).default(5).meta({
  title: 'Seconds of computing',
  description: 'After that it is stopped. 60 at most.',
  control: 'number',
  resolve: 'literal',
  advanced: true,
})

export const MemoryField = z.number().int().min(8).max(256).default(64).meta({
  title: 'Megabytes of memory',
  description: 'Above that it is stopped. 256 at most.',
  control: 'number',
  resolve: 'literal',
  advanced: true,
})
