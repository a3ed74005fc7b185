import { onTestFinished } from 'vitest'
import { type Program, startProgram } from './start-program.ts'

export { CHECKOUT, electronArguments, electronPath, type Program } from './start-program.ts'

/** Opens the real program on a profile folder; it is ended with the test. */
export async function openProgram(profile: string, paths: readonly string[] = []): Promise<Program> {
  return startProgram(profile, paths, onTestFinished)
}
