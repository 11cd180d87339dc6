import { Unreadable } from './failure'
import type { Answer, Job } from './job'

/**
 * A reader: a process of its own, without environment, that turns bytes from strangers into words (see reader.decision.md).
 * It takes one job at a time and is killed when a job takes too long or too much.
 */
process.on('message', (job: Job) => {
  perform(job).then(send, (error) => send({ failure: failureOf(error) }))
})
process.on('disconnect', () => process.exit())
await (process.argv[2] === 'recognising' ? recognising() : reading())
process.send?.('ready')

function send(answer: Answer): void {
  process.send?.(answer)
}

async function perform(job: Job): Promise<Answer> {
  if (job.task === 'recognise') {
    const { recognise } = await recognising()
    return { pages: await recognise(job) }
  }
  if (job.task === 'draw') {
    const { drawPage } = await import('./draw-page')
    return { drawn: await drawPage(job) }
  }
  const { readPdf, readXml, readText } = await reading()
  switch (job.task) {
    case 'read-pdf':
      return { pdf: await readPdf(job.bytes) }
    case 'read-xml':
      return { xml: readXml(job.bytes) }
    case 'read-text':
      return { page: readText(job.bytes) }
  }
}

/** Loaded by lane: a reader of texts never carries the weight of recognition. */
function recognising() {
  return import('./recognise')
}

async function reading() {
  return { ...(await import('./read-pdf')), ...(await import('./read-xml')), ...(await import('./read-text')) }
}

function failureOf(error: unknown) {
  if (error instanceof Unreadable) return error.failure
  return { code: 'document_damaged', message: 'The document can’t be read.', hint: 'Ask the sender to send it again, as a PDF.' }
}
