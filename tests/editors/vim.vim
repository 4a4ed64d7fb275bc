" Reads a list of texts in JSON from $VGDSL_TEXTS and writes, for each, the name of the syntax item of every character, line
" by line, to $VGDSL_ANSWER.

set nocompatible encoding=utf-8 noswapfile synmaxcol=0 maxfuncdepth=10000
let &runtimepath = $VGDSL_PLUGIN .. ',' .. &runtimepath
filetype plugin indent on
syntax on

let s:answer = []
for s:text in json_decode(join(readfile($VGDSL_TEXTS), "\n"))
  enew!
  call setline(1, split(s:text, "\n", 1))
  setfiletype vgdsl
  let s:lines = []
  for s:number in range(1, line('$'))
    let s:line = getline(s:number)
    let s:names = []
    for s:at in range(strchars(s:line))
      call add(s:names, synIDattr(synID(s:number, byteidxcomp(s:line, s:at) + 1, 0), 'name'))
    endfor
    call add(s:lines, s:names)
  endfor
  call add(s:answer, s:lines)
endfor
call writefile([json_encode(s:answer)], $VGDSL_ANSWER)
qall!
