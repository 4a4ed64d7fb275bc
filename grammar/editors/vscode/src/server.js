// The language server of the window: started with the program that is found, stopped, started again. Knows no commands.

const { execFile } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");
const { find } = require("./finding");

const INSTALL = "https://pypi.org/project/vgdsl/";

/** A client whose failures to start are told by whoever started it, once and with the way out. */
class Client extends LanguageClient {
  error(message, data, show) {
    super.error(message, data, this.started ? show : false);
  }
}

class Server {
  constructor() {
    this.client = undefined;
    this.turn = Promise.resolve();
  }

  /** Starts the server, or starts it again; one after the other, however often it is asked. */
  start() {
    this.turn = this.turn.then(() => this.halt()).then(() => this.begin());
    return this.turn;
  }

  stop() {
    this.turn = this.turn.then(() => this.halt());
    return this.turn;
  }

  async begin() {
    const command = program();
    if (!command) {
      const missing = vscode.workspace.getConfiguration("vgdsl").get("path")
        ? "vgdsl is not where the setting vgdsl.path says."
        : "vgdsl was not found: install it with pip install 'vgdsl[lsp]', in a .venv of this folder or on the PATH.";
      complain(missing);
      return;
    }
    const run = { command, args: ["lsp"], transport: TransportKind.stdio, options: { cwd: folders()[0] } };
    const client = new Client("vgdsl", "vgdsl", run, {
      documentSelector: [{ scheme: "file", language: "vgdsl" }, { scheme: "untitled", language: "vgdsl" }],
      initializationOptions: { vgdsl: vscode.workspace.getConfiguration("vgdsl") },
      synchronize: { configurationSection: "vgdsl" },
      initializationFailedHandler: () => false, // said below, with what to do
    });
    this.client = client;
    try {
      await client.start();
      client.started = true;
    } catch (error) {
      this.client = undefined;
      client.dispose().catch(() => {});
      complain(`The language server did not start. ${(await lastWords(command)) || error.message}`);
    }
  }

  async halt() {
    const client = this.client;
    this.client = undefined;
    if (client) await client.dispose().catch(() => {}); // a server that is dead already cannot be asked to end
  }
}

function folders() {
  return (vscode.workspace.workspaceFolders || []).map((folder) => folder.uri.fsPath);
}

/** The program that is to be called; undefined where there is none. */
function program() {
  const asked = {
    set: vscode.workspace.getConfiguration("vgdsl").get("path"),
    folders: folders(),
    search: process.env.PATH,
    platform: process.platform,
  };
  return find(asked, (place) => (path.isAbsolute(place) ? fs.existsSync(place) : !place.includes(path.sep)));
}

/** What a server says that cannot start, when nobody talks to it. */
function lastWords(command) {
  return new Promise((resolve) => {
    const server = execFile(command, ["lsp"], { timeout: 5000 }, (_error, _out, words) => resolve((words || "").trim()));
    server.stdin.on("error", () => {});
    server.stdin.end();
  });
}

/** Says it without waiting for an answer: whoever asked for the server need not wait for a person. */
function complain(text) {
  vscode.window.showErrorMessage(text, "Settings", "How to install").then((answer) => {
    if (answer === "Settings") vscode.commands.executeCommand("workbench.action.openSettings", "vgdsl.path");
    if (answer === "How to install") vscode.env.openExternal(vscode.Uri.parse(INSTALL));
  });
}

module.exports = { Server, folders, program };
