// Loads the extension in as much of an editor as vscode.cjs is, asks it one thing, and answers in JSON.
//   node extension.cjs QUESTION MAIN [FOLDER]

const Module = require("node:module");
const path = require("node:path");
const { editor, opened } = require("./vscode.cjs");

const [question, main, folder] = process.argv.slice(2);

const QUESTIONS = {
  /** What is registered, and what is said. */
  async registered() {
    process.env.PATH = "";
    const { seen } = await activated();
    return { commands: Object.keys(seen.commands), tasks: [seen.tasks.type], messages: seen.messages };
  },

  async places() {
    const { places } = require(path.join(path.dirname(main), "finding.js"));
    const asked = { folders: ["/work"], search: "/usr/bin:/opt/bin", platform: "linux" };
    return { linux: places(asked), set: places({ ...asked, set: "${workspaceFolder}/env/vgdsl" }) };
  },

  /** What the commands and the task provider run. */
  async tasks() {
    process.env.PATH = "";
    const { vscode, seen } = await activated({ profile: "draft", set: ["light=blue hour"] });
    const film = path.join(folder, "scenes/film.vg");
    const document = opened(seen, vscode, film, "shot a {}\n");
    for (const name of ["check", "plan", "simulate"]) await seen.commands[`vgdsl.${name}`]();
    await seen.commands["vgdsl.plan"](`file://${path.join(folder, "other.vg")}`, "opening"); // as a code lens of the server calls it
    seen.typed = "vg412";
    await seen.commands["vgdsl.explain"]();
    const here = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 4), "x");
    seen.diagnostics.set(document.uri.toString(), [Object.assign(here, { code: { value: "VG108" }, source: "vgdsl" })]);
    await seen.commands["vgdsl.explain"]();
    seen.films = [vscode.Uri.file(film)];
    const provided = await seen.tasks.provider.provideTasks();
    const words = (all) => all.map((task) => task.execution.args);
    return { ran: words(seen.ran), provided: words(provided), settings: [...seen.read] };
  },

  /** What the server says of the film in the folder. */
  async diagnostics() {
    process.env.PATH = "";
    const { vscode, seen, extension } = await activated();
    const film = path.join(folder, "film.vg");
    const said = new Promise((resolve) => seen.events.diagnostics.event(resolve));
    opened(seen, vscode, film, require("node:fs").readFileSync(film, "utf8"));
    await said;
    const found = seen.diagnostics.get(`file://${film}`);
    await extension.deactivate();
    const told = found.map((each) => [each.code.value || each.code, each.range.start.line, each.range.start.character]);
    return { messages: seen.messages, diagnostics: told, providers: seen.providers };
  },
};

async function activated(settings = {}) {
  const { vscode, seen } = editor(folder, settings);
  const load = Module._load;
  Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
  const extension = require(main);
  await extension.activate({ subscriptions: [] });
  return { vscode, seen, extension };
}

QUESTIONS[question]().then(
  (answer) => process.stdout.write(JSON.stringify(answer), () => process.exit(0)),
  (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
