/** True where a window can be shown: always on macOS and Windows, on Linux with an X11 or Wayland display. */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/**
 * The command as it is, or under a virtual display where there is none.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {[command: string, args: string[]]}
 */
export function onDisplay(command, args, shown = hasDisplay()) {
  return shown ? [command, [...args]] : ['xvfb-run', ['-a', '-s', '-screen 0 1440x900x24', command, ...args]]
}

/** The switches that Electron needs here: none for an ordinary user with a display. */
export function electronSwitches(shown = hasDisplay(), isRoot = process.getuid?.() === 0) {
  const linux = process.platform === 'linux'
  return [...(linux && isRoot ? ['--no-sandbox'] : []), ...(shown ? [] : ['--disable-gpu'])]
}
