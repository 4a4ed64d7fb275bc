" Opens $VGDSL_TEXTS, types `:make`, and writes what the quickfix window then has.

set nocompatible encoding=utf-8 noswapfile
let &runtimepath = $VGDSL_PLUGIN .. ',' .. &runtimepath
filetype plugin indent on
edit $VGDSL_TEXTS
silent make!
let s:found = map(filter(getqflist(), 'v:val.valid'), '[bufname(v:val.bufnr), v:val.lnum, v:val.col, v:val.nr, v:val.type, v:val.text]')
call writefile([json_encode(s:found)], $VGDSL_ANSWER)
qall!
