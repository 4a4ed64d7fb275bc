// What is done with the film in front: checked, planned, rehearsed. Each is a task, so that a terminal shows it. Buys nothing.

const path = require("node:path");
const vscode = require("vscode");
const { program } = require("./server");

const WORDS = { check: ["check"], plan: ["plan"], simulate: ["run", "--simulate"] };
const TITLES = { check: "check", plan: "plan", simulate: "run on the simulator" };
const ELSEWHERE = "**/{.vgdsl,.venv,node_modules,out}/**";

/** The task that a definition describes: `vgdsl plan film.vg --profile draft`, typed in the workspace's folder. */
function task(definition, scope) {
  const [verb, ...more] = WORDS[definition.command];
  const words = [verb, definition.film, ...more, ...(definition.options || [])];
  const options = scope.uri ? { cwd: scope.uri.fsPath } : undefined;
  const execution = new vscode.ProcessExecution(program() || "vgdsl", words, options);
  const title = `${TITLES[definition.command]} ${definition.film}`;
  const made = new vscode.Task(definition, scope, title, "vgdsl", execution, "$vgdsl");
  made.group = vscode.TaskGroup.Build;
  made.presentationOptions = { clear: true, showReuseMessage: false };
  return made;
}

/** Every task for every film of the workspace, and those that a tasks.json asks for. */
const provider = {
  async provideTasks() {
    const films = await vscode.workspace.findFiles("**/*.vg", ELSEWHERE, 100);
    return films.flatMap((film) => Object.keys(WORDS).map((command) => taskOf(command, film)));
  },
  resolveTask(found) {
    const { definition, scope } = found;
    return definition.command in WORDS ? task(definition, folder(scope)) : undefined;
  },
};

function taskOf(command, film) {
  const scope = vscode.workspace.getWorkspaceFolder(film);
  const name = scope ? path.relative(scope.uri.fsPath, film.fsPath) : film.fsPath;
  return task({ type: "vgdsl", command, film: name }, scope || vscode.TaskScope.Workspace);
}

function folder(scope) {
  return scope && scope.uri ? scope : (vscode.workspace.workspaceFolders || [vscode.TaskScope.Workspace])[0];
}

/** Does it with the film in front, saved first. A menu says which film it is, and a code lens which clip besides. */
async function work(command, of, node) {
  const editor = vscode.window.activeTextEditor;
  const named = typeof of === "string" ? vscode.Uri.parse(of) : of;
  const film = named instanceof vscode.Uri ? named : editor && editor.document.uri;
  if (!film || film.scheme !== "file") {
    vscode.window.showInformationMessage("Open a scene file first, one that is saved.");
    return;
  }
  await vscode.workspace.saveAll(false);
  const wanted = taskOf(command, film);
  const only = typeof node === "string" && node ? ["--only", node] : [];
  wanted.execution.args.push(...only, ...settings(film));
  await vscode.tasks.executeTask(wanted);
}

/** The profile and the values that the film is checked by are also those it is planned by. */
function settings(film) {
  const set = vscode.workspace.getConfiguration("vgdsl", film);
  const profile = set.get("profile");
  return [...(profile ? ["--profile", profile] : []), ...(set.get("set") || []).flatMap((each) => ["--set", each])];
}

/** Explains the code of the problem at the cursor, else one that is typed. */
async function explain(code) {
  const wanted = typeof code === "string" ? code : codeHere() || (await asked());
  if (!wanted) return;
  const execution = new vscode.ProcessExecution(program() || "vgdsl", ["explain", wanted.toUpperCase()]);
  const definition = { type: "vgdsl", command: "explain", film: wanted };
  await vscode.tasks.executeTask(
    new vscode.Task(definition, vscode.TaskScope.Workspace, `explain ${wanted}`, "vgdsl", execution),
  );
}

function codeHere() {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const here = editor.selection.active;
  const found = vscode.languages
    .getDiagnostics(editor.document.uri)
    .find((each) => each.source === "vgdsl" && each.range.contains(here));
  const code = found && found.code;
  return code && typeof code === "object" ? String(code.value) : code;
}

function asked() {
  return vscode.window.showInputBox({
    prompt: "The code of a message, such as VG412",
    validateInput: (text) => (/^vg\d{3}$/i.test(text.trim()) ? undefined : "VG and three digits"),
  });
}

module.exports = { explain, provider, work };
