// Where the vgdsl program is. Knows no editor: whoever asks says what was set, where the work is, and what is there.

const path = require("node:path");

/** The places that may hold the program, the best first: what was set, the workspace's own environment, the PATH. */
function places({ set, folders, search, platform }) {
  if (set) return [expanded(set, folders)];
  const windows = platform === "win32";
  const name = windows ? "vgdsl.exe" : "vgdsl";
  const inside = windows ? "Scripts" : "bin";
  const own = folders.flatMap((folder) => [".venv", "venv"].map((each) => path.join(folder, each, inside, name)));
  const known = (search || "").split(windows ? ";" : ":").filter(Boolean);
  return [...own, ...known.map((folder) => path.join(folder, name))];
}

/** The first place where there is a program; undefined where there is none. */
function find(asked, exists) {
  return places(asked).find(exists);
}

function expanded(set, folders) {
  const [first = ""] = folders;
  const whole = set.replaceAll("${workspaceFolder}", first);
  return path.isAbsolute(whole) || !first ? whole : path.join(first, whole);
}

module.exports = { find, places };
