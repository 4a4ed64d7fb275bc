// What Visual Studio Code calls: wires the commands, the tasks and the language server. Decides nothing.

const vscode = require("vscode");
const films = require("./films");
const { Server } = require("./server");

const server = new Server();

async function activate(extension) {
  const commands = {
    "vgdsl.check": (film, node) => films.work("check", film, node),
    "vgdsl.plan": (film, node) => films.work("plan", film, node),
    "vgdsl.simulate": (film, node) => films.work("simulate", film, node),
    "vgdsl.explain": films.explain,
    "vgdsl.restart": () => server.start(),
  };
  extension.subscriptions.push(
    ...Object.entries(commands).map(([name, call]) => vscode.commands.registerCommand(name, call)),
    vscode.tasks.registerTaskProvider("vgdsl", films.provider),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.start()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("vgdsl.path")) server.start();
    }),
  );
  if (vscode.workspace.isTrusted) await server.start(); // it is a program, and a workspace may bring its own
}

function deactivate() {
  return server.stop();
}

module.exports = { activate, deactivate };
