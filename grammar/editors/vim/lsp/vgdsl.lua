-- Neovim 0.11 and newer: vim.lsp.enable('vgdsl') in init.lua starts the language server for scene files.
return {
  cmd = { 'vgdsl', 'lsp' },
  filetypes = { 'vgdsl' },
  root_markers = { 'vgdsl.toml', '.git' },
  settings = { vgdsl = {} },
}
