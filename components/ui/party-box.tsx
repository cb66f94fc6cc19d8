/** A Party by its letter: position and letter tell Parties apart, never a colour or a flag. `label` is its name. */
export function PartyBox({
  letter,
  label,
  small = false,
}: {
  letter: string;
  label: string;
  small?: boolean;
}) {
  const size = small ? 'size-4 text-[10px]' : 'size-[18px] text-note';
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className={`inline-flex flex-none items-center justify-center rounded-sm border border-line-strong bg-page font-mono font-medium leading-none text-hi ${size}`}
    >
      {letter}
    </span>
  );
}
