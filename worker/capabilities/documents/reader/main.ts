import { Unreadable } from './failure'
import type { Answer, Job } from './job'
import { readPdf } from './read-pdf'
import { recognise } from './recognise'
import { readText } from './read-text'
import { readXml } from './read-xml'

/**
 * A reader: a process of its own, without environment, that turns bytes from strangers into words (see reader.decision.md).
 * It takes one job at a time and is killed when a job takes too long or too much.
 */
process.on('message', (job: Job) => {
  perform(job).then(send, (error) => send({ failure: failureOf(error) }))
})
process.on('disconnect', () => process.exit())

function send(answer: Answer): void {
  process.send?.(answer)
}

async function perform(job: Job): Promise<Answer> {
  switch (job.task) {
    case 'read-pdf':
      return { pdf: await readPdf(job.bytes) }
    case 'read-xml':
      return { xml: readXml(job.bytes) }
    case 'read-text':
      return { page: readText(job.bytes) }
    case 'recognise':
      return { pages: await recognise(job) }
  }
}

function failureOf(error: unknown) {
  if (error instanceof Unreadable) return error.failure
  return { code: 'document_damaged', message: 'The document can’t be read.', hint: 'Ask the sender to send it again, as a PDF.' }
}
