/** A combination of keys as they are pressed: each in a frame of its own, always from left to right. */
export function KeySigns({ parts }: { parts: readonly string[] }) {
  return (
    <span className="key-signs" dir="ltr">
      {parts.map((part) => (
        <kbd key={part}>{part}</kbd>
      ))}
    </span>
  )
}
