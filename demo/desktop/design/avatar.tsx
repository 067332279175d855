/** Initials of a person; hidden from screen readers, because the name is next to it. */
export function Avatar({ name }: { readonly name: string }) {
  const initials = name
    .split(' ')
    .map((part) => part[0])
    .join('');
  return <span className="avatar" data-initials={initials} aria-hidden />;
}
