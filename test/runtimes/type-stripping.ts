const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/** True from Node 22.18, which runs TypeScript without tsx. */
export const stripsTypes: boolean = major > 22 || (major === 22 && minor >= 18);
