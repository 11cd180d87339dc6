import { z } from 'zod'

/** One of what a feed lists, whichever way it is written down there. */
export const EntrySchema = z.object({
  id: z.string().meta({ title: 'Id' }),
  title: z.string().meta({ title: 'Title' }),
  link: z.string().nullable().meta({ title: 'Link' }),
  publishedAt: z.iso.datetime().nullable().meta({ title: 'Published' }),
  author: z.string().nullable().meta({ title: 'Author' }),
  summary: z.string().meta({ title: 'Summary', description: 'As plain text.' }),
  content: z.string().meta({ title: 'Content', description: 'As the feed has it, mostly HTML.' }),
  categories: z.array(z.string()).meta({ title: 'Categories' }),
  files: z
    .array(z.object({ url: z.string(), contentType: z.string() }))
    .meta({ title: 'Files', description: 'Such as the sound of a podcast.' }),
})

export type Entry = z.infer<typeof EntrySchema>
