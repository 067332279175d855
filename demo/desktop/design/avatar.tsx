/** A person's initials; for the eye only, the name stands beside them. */
export function Avatar({ name }: { readonly name: string }) {
  const initials = name
    .split(' ')
    .map((part) => part[0])
    .join('');
  return <span className="avatar" data-initials={initials} aria-hidden />;
}
