" Indents every line of the texts in $VGDSL_TEXTS anew, as `=` does and as typing does, and writes what became of them.

set nocompatible encoding=utf-8 noswapfile synmaxcol=0
let &runtimepath = $VGDSL_PLUGIN .. ',' .. &runtimepath
filetype plugin indent on
syntax on

let s:answer = []
for s:text in json_decode(join(readfile($VGDSL_TEXTS), "\n"))
  enew!
  call setline(1, split(s:text, "\n", 1))
  setfiletype vgdsl
  silent normal! gg=G
  call add(s:answer, join(getline(1, '$'), "\n"))
endfor
call writefile([json_encode(s:answer)], $VGDSL_ANSWER)
qall!
