const least = [20, 19];

/** Ends the process with one plain line when this Node.js is too old. Only syntax that an old one can read. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > least[0] || (major === least[0] && minor >= least[1])) return;
  console.error(
    'This needs Node.js ' +
      least.join('.') +
      ' or newer; this is ' +
      process.versions.node +
      '. Install a newer one.',
  );
  process.exit(1);
}
