import { openDocuments } from '../capabilities/documents/documents'
import { openIsolates } from '../sandbox/isolates'

export function openReaders() {
  const documents = openDocuments()
  const isolates = openIsolates()
  return { documents, isolates, close: () => Promise.all([documents.close(), isolates.close()]) }
}
