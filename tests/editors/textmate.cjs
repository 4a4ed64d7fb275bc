// Reads {folder, grammar, texts} from standard input and answers with each text's tokens as [start, end, scopes],
// counted in characters as Python counts them, and how deep the rules stand at the end of each line. The engine is that of Visual Studio Code, from the extension's folder.

const fs = require("node:fs");
const path = require("node:path");
const { createRequire } = require("node:module");

async function main() {
  const { folder, grammar, texts } = JSON.parse(fs.readFileSync(0, "utf8"));
  const load = createRequire(path.join(folder, "package.json"));
  const oniguruma = load("vscode-oniguruma");
  const textmate = load("vscode-textmate");
  const wasm = fs.readFileSync(path.join(path.dirname(load.resolve("vscode-oniguruma")), "onig.wasm"));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(fs.readFileSync(grammar, "utf8"), grammar),
  });
  const loaded = await registry.loadGrammar("source.vgdsl");
  process.stdout.write(JSON.stringify(texts.map((text) => tokens(loaded, text, textmate.INITIAL))));
}

function tokens(grammar, text, state) {
  const found = [];
  const depths = [];
  let at = 0;
  for (const line of text.split("\n")) {
    const bare = line.replace(/\r$/, "");
    const answer = grammar.tokenizeLine(bare, state);
    state = answer.ruleStack;
    depths.push(state.depth);
    for (const token of answer.tokens) {
      const start = at + characters(bare.slice(0, token.startIndex));
      found.push([start, start + characters(bare.slice(token.startIndex, token.endIndex)), token.scopes]);
    }
    at += characters(line) + 1;
  }
  return { tokens: found, depths };
}

function characters(text) {
  return Array.from(text).length;
}

main();
