import { statfsSync } from 'node:fs'
import { StartError } from './say.mjs'

const MB = 1024 * 1024

/** `folder` must exist. What root may still write beyond the reserve is not counted as free. */
export function checkDiskSpace(folder, neededMb) {
  const { bavail, bsize } = statfsSync(folder)
  const free = Math.floor((bavail * bsize) / MB)
  if (free < neededMb)
    throw new StartError(
      `There is no disk space: KAOS needs ${neededMb} MB free in ${folder} and finds ${free} MB. Make room and start again.`,
    )
}
