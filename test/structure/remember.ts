/** Most projects of the matrix share most of their files, byte for byte: judge each text once. */
export function remember(
  judge: (text: string) => readonly string[],
): (text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (text) => {
    const problems = known.get(text) ?? judge(text);
    known.set(text, problems);
    return problems;
  };
}
