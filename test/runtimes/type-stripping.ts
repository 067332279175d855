const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/** From 22.18 on Node runs TypeScript by itself; before it, through tsx. */
export const stripsTypes: boolean = major > 22 || (major === 22 && minor >= 18);
