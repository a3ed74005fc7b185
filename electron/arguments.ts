import { resolve } from 'node:path'

/** What the program was started with: the words of a command line, and those that name paths, made absolute. */
export type Arguments = Readonly<{ words: readonly string[]; paths: readonly string[] }>

/**
 * Leaves out the program itself, Chromium's switches before the first word, and the application's folder where it runs
 * unpackaged.
 */
export function readArguments(argv: readonly string[], packaged: boolean): Arguments {
  const isSwitch = (argument: string): boolean => argument.startsWith('--')
  const rest = argv.slice(1)
  const first = rest.findIndex((argument) => !isSwitch(argument))
  const words = first < 0 ? [] : rest.slice(packaged ? first : first + 1)
  const paths = words.filter((word) => word !== '' && !isSwitch(word)).map((path) => resolve(path))
  return { words, paths }
}
