// As much of Visual Studio Code as the extension and its language client touch. It writes down what is registered, shown and
// run, and lets documents be opened. What it does not know is a class without anything in it.

const path = require("node:path");

class Disposable {
  constructor(call = () => {}) {
    this.dispose = call;
  }
  static from(...many) {
    return new Disposable(() => many.forEach((each) => each.dispose()));
  }
}

class EventEmitter {
  constructor() {
    this.heard = new Set();
    this.event = (call, self) => {
      const bound = self ? call.bind(self) : call;
      this.heard.add(bound);
      return new Disposable(() => this.heard.delete(bound));
    };
  }
  fire(what) {
    for (const call of [...this.heard]) call(what);
  }
  dispose() {}
}

class Uri {
  constructor(scheme, fsPath) {
    Object.assign(this, { scheme, fsPath, path: fsPath, authority: "", query: "", fragment: "" });
  }
  static file(place) {
    return new Uri("file", place);
  }
  static parse(text) {
    const url = new URL(text);
    return new Uri(url.protocol.replace(":", ""), decodeURIComponent(url.pathname));
  }
  toString() {
    return `${this.scheme}://${this.path}`;
  }
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(...ends) {
    const [a, b, c, d] = ends;
    [this.start, this.end] = ends.length === 4 ? [new Position(a, b), new Position(c, d)] : [a, b];
  }
  contains(at) {
    const before = (one, other) => one.line < other.line || (one.line === other.line && one.character <= other.character);
    return before(this.start, at) && before(at, this.end);
  }
}

class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}

class ProcessExecution {
  constructor(process, args, options) {
    Object.assign(this, { process, args, options });
  }
}

class Task {
  constructor(definition, scope, name, source, execution, problemMatchers) {
    Object.assign(this, { definition, scope, name, source, execution, problemMatchers });
  }
}

class CancellationTokenSource {
  constructor() {
    this.emitter = new EventEmitter();
    this.token = { isCancellationRequested: false, onCancellationRequested: this.emitter.event };
  }
  cancel() {}
  dispose() {}
}

function kind(value) {
  return { value, append: (part) => kind(value ? `${value}.${part}` : part) };
}

/** What is not said otherwise: events that never come, and registrations that can be taken back. */
function quiet(known, otherwise = () => new Disposable()) {
  const nothing = new EventEmitter().event;
  return new Proxy(known, {
    get: (all, name) => (name in all ? all[name] : /^on(Did|Will)/.test(String(name)) ? nothing : otherwise),
  });
}

/** The editor with a folder open; `settings` are those of the section vgdsl. */
function editor(folder, settings = {}) {
  const events = Object.fromEntries(
    ["open", "change", "trust", "configuration", "diagnostics"].map((name) => [name, new EventEmitter()]),
  );
  const seen = { commands: {}, messages: [], ran: [], read: new Set(), providers: [], diagnostics: new Map(), events };
  const workspaceFolders = folder ? [{ uri: Uri.file(folder), name: path.basename(folder), index: 0 }] : undefined;
  const configuration = (section) => ({
    get: (name, fallback) => {
      if (section === "vgdsl") seen.read.add(`vgdsl.${name}`);
      return section === "vgdsl" && name in settings ? settings[name] : fallback;
    },
    ...(section === "vgdsl" ? settings : {}),
  });
  const show = (kind) => async (text, ...answers) => {
    seen.messages.push({ kind, text, answers: answers.filter((each) => typeof each === "string") });
  };
  const channel = () => quiet({ name: "vgdsl", logLevel: 3, show() {}, append() {}, appendLine() {}, dispose() {} }, () => {});
  const workspace = quiet({
    workspaceFolders,
    isTrusted: true,
    textDocuments: [],
    notebookDocuments: [],
    getConfiguration: configuration,
    getWorkspaceFolder: (uri) => (workspaceFolders || []).find((each) => uri.fsPath.startsWith(each.uri.fsPath)),
    createFileSystemWatcher: () => quiet({ dispose() {} }),
    findFiles: async () => seen.films || [],
    saveAll: async () => true,
    applyEdit: async () => true,
    onDidOpenTextDocument: events.open.event,
    onDidChangeTextDocument: events.change.event,
    onDidGrantWorkspaceTrust: events.trust.event,
    onDidChangeConfiguration: events.configuration.event,
  });
  const window = quiet({
    activeTextEditor: undefined,
    visibleTextEditors: [],
    tabGroups: quiet({ all: [], activeTabGroup: {} }),
    createOutputChannel: channel,
    showErrorMessage: show("error"),
    showWarningMessage: show("warning"),
    showInformationMessage: show("information"),
    showInputBox: async () => seen.typed,
    withProgress: async (_, work) => work({ report() {} }, new CancellationTokenSource().token),
  });
  const languages = new Proxy(
    {
      match: () => 10,
      getDiagnostics: (uri) => seen.diagnostics.get(uri.toString()) || [],
      createDiagnosticCollection: () => ({
        set(uri, found) {
          seen.diagnostics.set(uri.toString(), found);
          events.diagnostics.fire(uri);
        },
        delete: (uri) => seen.diagnostics.delete(uri.toString()),
        clear: () => seen.diagnostics.clear(),
        get: (uri) => seen.diagnostics.get(uri.toString()),
        has: (uri) => seen.diagnostics.has(uri.toString()),
        dispose() {},
      }),
    },
    {
      get: (known, name) => known[name] || (() => (seen.providers.push(name), new Disposable())),
    },
  );
  const commands = {
    registerCommand(name, call) {
      if (name in seen.commands) throw new Error(`command '${name}' already exists`);
      seen.commands[name] = call;
      return new Disposable(() => delete seen.commands[name]);
    },
    executeCommand: async (name, ...given) => seen.commands[name] && seen.commands[name](...given),
    getCommands: async () => Object.keys(seen.commands),
  };
  const tasks = {
    registerTaskProvider(type, provider) {
      seen.tasks = { type, provider };
      return new Disposable();
    },
    executeTask: async (task) => seen.ran.push(task),
  };
  const known = {
    version: "1.100.0", workspace, window, languages, commands, tasks, Disposable, EventEmitter, Uri, Position, Range, Diagnostic,
    ProcessExecution, Task, CancellationTokenSource, CancellationError: class extends Error {},
    env: { appName: "Visual Studio Code", language: "en", openExternal: async (uri) => seen.opened = String(uri) },
    LogLevel: { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 },
    DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
    TaskGroup: { Build: "build" }, TaskScope: { Global: 1, Workspace: 2 },
    CodeActionKind: new Proxy({}, { get: (_, name) => kind(String(name)) }),
  };
  const vscode = new Proxy(known, {
    get(all, name) {
      if (!(name in all)) all[name] = class {};
      return all[name];
    },
    has: () => true,
  });
  return { vscode, seen };
}

/** A scene file that is open in it. */
function opened(seen, vscode, place, text) {
  const document = {
    uri: vscode.Uri.file(place), fileName: place, languageId: "vgdsl", version: 1, isClosed: false, isUntitled: false,
    getText: () => text,
  };
  vscode.workspace.textDocuments.push(document);
  vscode.window.activeTextEditor = { document, selection: { active: new vscode.Position(0, 0) } };
  seen.events.open.fire(document);
  return document;
}

module.exports = { editor, opened };
