" Scene files of vgdsl: comments, indentation, wrapped prompts, `:make` for the checker.

if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal comments=:# commentstring=#\ %s
setlocal expandtab shiftwidth=2 softtabstop=2
setlocal formatoptions-=t formatoptions+=croql
setlocal linebreak
setlocal suffixesadd=.vg
setlocal include=^\\s*import
compiler vgdsl

let b:match_words = '{:},\[:\],(:)'
let b:undo_ftplugin = 'setlocal comments< commentstring< expandtab< shiftwidth< softtabstop< formatoptions< linebreak< suffixesadd< include< makeprg< errorformat< | unlet! b:match_words'
