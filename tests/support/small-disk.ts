import { execFileSync } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { makeFolder } from './project.ts'

const isRoot = process.getuid?.() === 0

/**
 * Why a disk of a few megabytes cannot be had here; undefined where it can. As root with CI=true it is never given up:
 * a mount that fails then fails its test.
 */
export const noSmallDisk: string | undefined =
  process.platform === 'linux' && isRoot && (process.env.CI === 'true' || canMount())
    ? undefined
    : 'mounting a small disk needs root on Linux'

/** A folder on a disk of its own with this many kilobytes; unmounted with the test. */
export function mountSmallDisk(kilobytes: number): string {
  const folder = makeFolder()
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=777`, 'tmpfs', folder])
  onTestFinished(() => void execFileSync('umount', ['-l', folder]))
  return folder
}

function canMount(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' })
    return true
  } catch (error) {
    if (error instanceof Error) return false
    throw error
  }
}
