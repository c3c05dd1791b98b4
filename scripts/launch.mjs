// Every npm script comes through here: brings what the command lacks, then runs it. No dependencies, because at
// first there are none; and nothing newer than old Nodes can parse, so that they reach the line that turns them away.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Node ${process.versions.node} is too old: install Node 20.19.5 or newer (https://nodejs.org).\n`);
  process.exit(1);
}
const { launch } = await import('./launch/commands.mjs');
await launch(process.argv[2], process.argv.slice(3));
