" Scene files of vgdsl: a step further in for each bracket that a line leaves open. The lines of a block text stay as they are.

if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal indentexpr=VgdslIndent(v:lnum) indentkeys=0{,0},0),0],!^F,o,O
let b:undo_indent = 'setlocal indentexpr< indentkeys<'

if exists('*VgdslIndent')
  finish
endif

function VgdslIndent(line) abort
  let before = prevnonblank(a:line - 1)
  if before == 0
    return 0
  endif
  let last = getline(before)
  if s:Within(before, strlen(last), ['vgdslBlockString']) && last !~# '[^= \t]\s*"""\s*$\|^\s*"""\s*$'
    return getline(a:line) =~# '^\s*$' && last =~# '"""\s*$' ? indent(before) + shiftwidth() : -1
  endif
  let step = s:Open(before) > 0 ? 1 : 0
  let step -= getline(a:line) =~# '^\s*[]})]' ? 1 : 0
  return indent(s:Begin(before)) + step * shiftwidth()
endfunction

" How many brackets a line leaves open: those that it closes first belong to lines above.
function s:Open(line) abort
  let depth = 0
  let text = getline(a:line)
  for at in range(strlen(text))
    if text[at] =~# '[][(){}]' && !s:InText(a:line, at + 1)
      let depth += text[at] =~# '[[({]' ? 1 : depth > 0 ? -1 : 0
    endif
  endfor
  return depth
endfunction

" The line whose indentation counts: that in which a block text began which ends in this line.
function s:Begin(line) abort
  let first = a:line
  while first > 1 && s:Within(first, 1, ['vgdslBlockString'])
    let first -= 1
  endwhile
  return first
endfunction

function s:InText(line, column) abort
  return s:Within(a:line, a:column, ['vgdslString', 'vgdslBlockString', 'vgdslComment'])
endfunction

function s:Within(line, column, names) abort
  let stack = map(synstack(a:line, max([a:column, 1])), 'synIDattr(v:val, "name")')
  return !empty(filter(stack, 'index(a:names, v:val) >= 0'))
endfunction
