/** Eight Arabic words in the order in which they are read out; Arabic also in an English window. */
export function PrintWords({ words, label }: { words: readonly string[]; label: string }) {
  // A word may come twice: its place tells it apart.
  const placed = words.map((word, at) => ({ word, at }))
  return (
    <ol className="print-words" dir="rtl" lang="ar" aria-label={label}>
      {placed.map(({ word, at }) => (
        <li key={at}>{word}</li>
      ))}
    </ol>
  )
}
