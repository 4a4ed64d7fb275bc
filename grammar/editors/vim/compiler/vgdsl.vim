" `:make` checks the film in front, and the quickfix window leads to what is wrong.

if exists('current_compiler')
  finish
endif
let current_compiler = 'vgdsl'

CompilerSet makeprg=vgdsl\ check\ %:S
CompilerSet errorformat=%E%trror[VG%n]:\ %m,%W%tarning[VG%n]:\ %m,%Z%*\\s-->\ %f:%l:%c,%-G%.%#
