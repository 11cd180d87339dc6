'use client'
import { useEffect, useState } from 'react'

/** The time, looked at again every so often: relative times on screen stay true, and all turn over at the same moment. */
export function useNow(everyMs = 15_000): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const wait = () => {
      timer = setTimeout(
        () => {
          setNow(Date.now())
          wait()
        },
        everyMs - (Date.now() % everyMs),
      )
    }
    wait()
    return () => clearTimeout(timer)
  }, [everyMs])
  return now
}
